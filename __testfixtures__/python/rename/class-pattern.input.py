from app.core.manager import OldManager
def f(a):
    match a:
        case OldManager(OldManager=1): pass
        case OldManager.DEFAULT: pass
