from app.core.manager import OldManager
