from app.core.types import Connection
