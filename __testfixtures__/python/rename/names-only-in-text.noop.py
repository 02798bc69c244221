x = "app.core.manager.OldManager"
# from app.core.manager import OldManager
