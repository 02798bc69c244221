from app.core.unified import Manager
x = 1
