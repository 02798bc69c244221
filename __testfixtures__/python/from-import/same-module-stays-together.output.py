from app.core.types import Mode, Connection
from app.core.unified import Manager
