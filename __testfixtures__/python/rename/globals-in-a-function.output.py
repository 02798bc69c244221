from app.core.unified import Manager as OldManager
def f():
    return globals()["OldManager"]
OldManager()
