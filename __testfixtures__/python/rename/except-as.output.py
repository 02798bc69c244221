from app.core.unified import Manager as OldManager
try:
    OldManager()
except E as OldManager:
    pass
