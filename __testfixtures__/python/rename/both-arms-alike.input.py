try:
    from app.core.manager import OldManager
except ImportError:
    from app.core import OldManager
OldManager()
