from app.core.manager import OldManager
def f(a: "Manager"): return OldManager
