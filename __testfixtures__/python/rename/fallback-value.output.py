try:
    from app.core.unified import Manager as OldManager
except ImportError:
    OldManager = None
OldManager()
