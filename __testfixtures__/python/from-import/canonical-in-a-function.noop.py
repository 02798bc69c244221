def connect():
    from app.core.unified import Manager, helper
    return Manager()
