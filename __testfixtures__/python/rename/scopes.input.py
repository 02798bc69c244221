from app.core.manager import OldManager
class C(OldManager):
    m: OldManager = OldManager()
    def f(self, a: OldManager = OldManager()) -> OldManager:
        return [OldManager(x) for x in (lambda: OldManager)()]
