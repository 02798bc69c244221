from app.core.manager import Mode, Manager, Connection
