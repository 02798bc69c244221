from app.core.unified import Manager
if (x := Manager()) and x: pass
def f():
    return [OldManager := 1]
