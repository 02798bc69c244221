from app.stars import Manager
