def f():
    from app.core.unified import Manager
    def g():
        return Manager
    class C(Manager):
        x = Manager
    return g, C
OldManager = 1
