from app.core.manager import OldManager as OldManager
from app.core.manager import OldManager

OldManager()
