from app.core.manager import OldManager
def f():
    return globals()["OldManager"]
OldManager()
