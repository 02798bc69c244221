from app.core.manager import Manager
