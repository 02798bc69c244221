from app.core.manager import OldManager
x = 1
