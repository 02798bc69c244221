def connect():
    from app.core.unified import Manager
    return Manager()
