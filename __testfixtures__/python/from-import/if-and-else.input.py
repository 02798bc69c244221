import sys

if sys.platform == "win32":
    from app.core.manager import Manager
else:
    from app.core.manager import OldManager as Manager
