from app.core import manager


class Shop:
    manager = None
    item = manager.OldManager

    def open(self):
        return manager.OldManager()
