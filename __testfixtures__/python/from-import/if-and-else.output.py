import sys

if sys.platform == "win32":
    from app.core.unified import Manager
else:
    from app.core.unified import Manager
