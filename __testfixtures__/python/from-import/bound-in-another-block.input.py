from app.core.unified import Manager


def connect():
    from app.core.manager import Manager
    return Manager()
