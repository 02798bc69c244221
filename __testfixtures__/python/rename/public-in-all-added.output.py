from app.core.unified import Manager as OldManager
__all__ = []
__all__ += ["f", "OldManager"]
OldManager()
