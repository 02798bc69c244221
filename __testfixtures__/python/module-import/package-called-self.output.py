from app import core as self
from app.core import unified


class Service:
    def load(self):
        return self.manager.OldManager


unified.Manager()
