class C:
    from app.core.unified import Manager as OldManager
    x = OldManager()
