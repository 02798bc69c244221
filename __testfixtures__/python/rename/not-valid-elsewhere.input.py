from app.core.manager import OldManager
OldManager()
x = = 1
