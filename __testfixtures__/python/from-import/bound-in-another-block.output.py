from app.core.unified import Manager


def connect():
    from app.core.unified import Manager
    return Manager()
