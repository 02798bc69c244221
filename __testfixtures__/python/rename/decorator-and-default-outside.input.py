from app.core.manager import OldManager
@OldManager.register
def f(OldManager=OldManager):
    return OldManager
