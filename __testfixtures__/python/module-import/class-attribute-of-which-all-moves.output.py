class Shop:
    from app.core import manager, unified

    item = unified.Manager
