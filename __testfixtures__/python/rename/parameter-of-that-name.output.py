from app.core.unified import Manager
Manager
def f(OldManager, b=Manager):
    return OldManager
def g():
    OldManager = 1
    return OldManager
