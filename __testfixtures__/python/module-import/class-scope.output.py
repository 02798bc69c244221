class Shop:
    from app.core import manager, unified

    item = unified.Manager

    def open(self):
        return self.manager.OldManager()
