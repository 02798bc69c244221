from app.core.types import Connection, Mode
from app.core.unified import Manager

OldManager = Manager
