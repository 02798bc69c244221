from app.core.unified import Manager as OldManager
def f(Manager):
    return lambda: OldManager(Manager)
