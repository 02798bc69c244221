from app.core.manager import OldManager
from app.core.manager import OldManager as OldManager

OldManager()
