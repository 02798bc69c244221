def connect():
    from app.core.manager import Manager
    return Manager()
