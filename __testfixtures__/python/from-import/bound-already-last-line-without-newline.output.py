from app.core.unified import Manager
Manager()
