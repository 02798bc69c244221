from app.core.manager import OldManager
OldManager = wrap(OldManager)
