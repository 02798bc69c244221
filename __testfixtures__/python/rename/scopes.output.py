from app.core.unified import Manager
class C(Manager):
    m: Manager = Manager()
    def f(self, a: Manager = Manager()) -> Manager:
        return [Manager(x) for x in (lambda: Manager)()]
