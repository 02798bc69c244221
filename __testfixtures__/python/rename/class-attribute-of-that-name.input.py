from app.core.manager import OldManager
class C:
    OldManager = 1
    def f(self):
        return OldManager()
