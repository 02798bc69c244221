from app.dynamic import Manager
