from app.core.manager import OldManager
__all__ = ["OldManager"]
OldManager()
