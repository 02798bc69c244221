from app.core.manager import OldManager
OldManager
def f(OldManager, b=OldManager):
    return OldManager
def g():
    OldManager = 1
    return OldManager
