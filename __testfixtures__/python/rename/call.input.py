from app.core.manager import OldManager
m = OldManager()
