from app.choice import Manager
