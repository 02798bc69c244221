from app.core.unified import Manager as OldManager
def f():
    Manager = OldManager()
    return Manager
