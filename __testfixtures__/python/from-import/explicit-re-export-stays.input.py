from app.core.manager import Manager as Manager, OldManager as OldManager
