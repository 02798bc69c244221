def load():
    return c.manager.OldManager()


from app import core as c
