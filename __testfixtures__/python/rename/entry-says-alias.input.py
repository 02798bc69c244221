from app.core.manager import OldConnection
OldConnection()
