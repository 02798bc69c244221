try:
    from app.core.manager import OldManager
except ImportError:
    OldManager = None
OldManager()
