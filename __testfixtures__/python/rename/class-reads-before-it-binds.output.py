from app.core.unified import Manager as OldManager
class C:
    OldManager = OldManager
