from app.core.unified import Manager
from app.core.manager import OldManager
Manager(OldManager())
