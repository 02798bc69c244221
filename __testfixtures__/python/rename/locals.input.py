from app.core.manager import OldManager
OldManager()
print(locals())
