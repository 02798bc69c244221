from app.core.types import Connection

connection = Connection()
