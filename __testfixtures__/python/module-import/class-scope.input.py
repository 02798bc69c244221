class Shop:
    from app.core import manager

    item = manager.OldManager

    def open(self):
        return self.manager.OldManager()
