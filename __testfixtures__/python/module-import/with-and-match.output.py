with lock:
    from app.core import unified as m

match flag:
    case 1:
        import app.core.unified as n

        n.Manager()
m.Manager()
