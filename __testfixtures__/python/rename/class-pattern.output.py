from app.core.unified import Manager
def f(a):
    match a:
        case Manager(OldManager=1): pass
        case Manager.DEFAULT: pass
