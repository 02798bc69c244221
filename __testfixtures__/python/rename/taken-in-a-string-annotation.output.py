from app.core.unified import Manager as OldManager
def f(a: "Manager"): return OldManager
