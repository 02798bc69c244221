from app.core.types import Connection as OldConnection
OldConnection()
