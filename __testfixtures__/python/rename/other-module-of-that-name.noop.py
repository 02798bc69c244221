from other.core.manager import OldManager
OldManager()
