from app.core.unified import Manager
class C:
    OldManager = 1
    def f(self):
        return Manager()
