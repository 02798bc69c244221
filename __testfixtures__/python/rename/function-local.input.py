def f():
    from app.core.manager import OldManager
    return OldManager()
def g(OldManager):
    return OldManager
