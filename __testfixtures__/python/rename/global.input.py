from app.core.manager import OldManager
def f():
    global OldManager
    OldManager = None
OldManager()
