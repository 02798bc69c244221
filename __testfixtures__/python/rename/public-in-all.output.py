from app.core.unified import Manager as OldManager
__all__ = ["OldManager"]
OldManager()
