def f():
    from app.core.manager import OldManager
    def g():
        return OldManager
    class C(OldManager):
        x = OldManager
    return g, C
OldManager = 1
