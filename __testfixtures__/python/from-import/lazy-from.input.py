lazy from app.core.manager import Manager
