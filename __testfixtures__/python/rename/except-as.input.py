from app.core.manager import OldManager
try:
    OldManager()
except E as OldManager:
    pass
