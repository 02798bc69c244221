raise Error from app.core.manager
