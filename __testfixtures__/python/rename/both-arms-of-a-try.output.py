try:
    from app.core.unified import Manager as OldManager
except ImportError:
    from app.core.unified import Manager as OldManager
OldManager()
