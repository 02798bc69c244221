class Shop:
    from app.core import manager
    from app.core import unified

    item = unified.Manager
