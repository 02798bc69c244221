from app.core.manager import OldManager
def f():
    Manager = OldManager()
    return Manager
