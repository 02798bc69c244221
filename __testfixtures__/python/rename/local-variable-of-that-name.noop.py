def f(OldManager):
    OldManager.x = 1
    return OldManager
