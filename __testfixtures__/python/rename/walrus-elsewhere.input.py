from app.core.manager import OldManager
if (x := OldManager()) and x: pass
def f():
    return [OldManager := 1]
