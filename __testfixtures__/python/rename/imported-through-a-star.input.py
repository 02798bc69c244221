from app.core.manager import OldManager
Managers = [OldManager]
