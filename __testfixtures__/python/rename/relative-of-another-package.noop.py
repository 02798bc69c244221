from .core.manager import OldManager
OldManager()
