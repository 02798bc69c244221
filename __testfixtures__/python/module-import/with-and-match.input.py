with lock:
    from app.core import manager as m

match flag:
    case 1:
        import app.core.manager as n

        n.OldManager()
m.OldManager()
