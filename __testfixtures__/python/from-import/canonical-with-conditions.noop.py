import sys

if sys.version_info >= (3, 12):
    from app.core.unified import Manager
elif sys.platform == "win32":
    from app.core.unified import helper as Manager
else:
    Manager = None
