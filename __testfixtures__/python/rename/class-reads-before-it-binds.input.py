from app.core.manager import OldManager
class C:
    OldManager = OldManager
