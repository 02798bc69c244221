class Shop:
    from app.core import manager

    item = manager.OldManager
