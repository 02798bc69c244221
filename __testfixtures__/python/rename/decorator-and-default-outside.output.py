from app.core.unified import Manager
@Manager.register
def f(OldManager=Manager):
    return OldManager
