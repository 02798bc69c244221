from app.core.manager import OldManager
__all__ = []
__all__ += ["f", "OldManager"]
OldManager()
