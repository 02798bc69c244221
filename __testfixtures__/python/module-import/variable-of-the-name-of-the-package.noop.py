import app.core as c
from app import core


def use(core, c):
    return core.manager.OldManager, c.manager.OldManager


class Holder:
    def __init__(self):
        self.core = core
        self.c = c
        return self.core.manager.OldManager, self.c.manager.OldManager
