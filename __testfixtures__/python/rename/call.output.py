from app.core.unified import Manager
m = Manager()
