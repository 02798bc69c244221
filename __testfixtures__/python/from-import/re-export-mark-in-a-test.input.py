from app.core.manager import OldManager as OldManager

OldManager()
