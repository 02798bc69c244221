from app.core.manager import OldManager
f"{OldManager}"
