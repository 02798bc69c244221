import app.core.manager as m


def use(unified, core_unified):
    return m.OldManager, m.KEPT
