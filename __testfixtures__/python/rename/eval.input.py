from app.core.manager import OldManager
eval("OldManager()")
OldManager()
