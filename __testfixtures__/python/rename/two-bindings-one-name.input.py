from app.core.manager import OldManager
def f():
    from app.facade import Facade
    return OldManager, Facade
