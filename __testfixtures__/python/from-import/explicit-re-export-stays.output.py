from app.core.manager import OldManager as OldManager
from app.core.unified import Manager as Manager
