from app.core.manager import OldManager
a = [OldManager for OldManager in OldManager.all()]
