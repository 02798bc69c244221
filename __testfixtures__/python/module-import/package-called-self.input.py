from app import core as self


class Service:
    def load(self):
        return self.manager.OldManager


self.manager.OldManager()
