def f():
    from app.core.unified import Manager
    return Manager()
def g(OldManager):
    return OldManager
