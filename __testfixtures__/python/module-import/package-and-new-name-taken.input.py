from app import core as c


def use(unified):
    return c.manager.OldManager
