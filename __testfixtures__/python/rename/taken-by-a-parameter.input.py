from app.core.manager import OldManager
def f(Manager):
    return lambda: OldManager(Manager)
