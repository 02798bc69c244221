from app.core import unified as manager


class Shop:
    manager = None
    item = manager.OldManager

    def open(self):
        return manager.Manager()
