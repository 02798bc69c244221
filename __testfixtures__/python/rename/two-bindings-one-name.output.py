from app.core.unified import Manager
def f():
    from app.core.unified import Manager as Facade
    return Manager, Facade
