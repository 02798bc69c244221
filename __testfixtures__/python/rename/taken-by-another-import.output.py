from app.core.unified import Manager as OldManager
from other.core.manager import Manager
OldManager(Manager)
