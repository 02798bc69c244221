from app.core.unified import Manager
def f(Manager):
    return Manager
Manager()
