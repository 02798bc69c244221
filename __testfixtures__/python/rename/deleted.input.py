from app.core.manager import OldManager
OldManager()
del OldManager
