from app.core.unified import Manager as OldManager
def f():
    global OldManager
    OldManager = None
OldManager()
