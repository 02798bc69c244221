from app.legacy import Manager
