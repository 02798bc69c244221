from app.core.manager import OldManager
a = [OldManager(Manager) for Manager in b]
