from app.core.unified import Manager as OldManager
a = [OldManager(Manager) for Manager in b]
