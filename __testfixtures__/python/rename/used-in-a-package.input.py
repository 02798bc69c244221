from app.core.manager import OldManager
x = OldManager()
