def load():
    global m
    import app.core.manager as m


def use():
    return m.OldManager, m.KEPT
