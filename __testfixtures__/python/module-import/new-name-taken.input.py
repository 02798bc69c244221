import app.core.manager as m


def use(unified):
    return m.OldManager, m.KEPT
