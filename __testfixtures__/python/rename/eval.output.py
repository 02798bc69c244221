from app.core.unified import Manager as OldManager
eval("OldManager()")
OldManager()
