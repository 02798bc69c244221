from app.core.unified import Manager as OldManager
class C:
    Manager = 1
    x = OldManager
