from app.core.manager import OldManager
OldManager.Manager(Manager=1)
