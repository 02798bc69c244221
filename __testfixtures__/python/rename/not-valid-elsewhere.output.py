from app.core.unified import Manager
Manager()
x = = 1
