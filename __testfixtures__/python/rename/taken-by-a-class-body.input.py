from app.core.manager import OldManager
class C:
    Manager = 1
    x = OldManager
