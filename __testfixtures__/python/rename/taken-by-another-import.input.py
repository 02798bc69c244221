from app.core.manager import OldManager
from other.core.manager import Manager
OldManager(Manager)
