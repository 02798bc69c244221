import app.core.manager as m
import app.core.unified as core_unified


def use(unified):
    return core_unified.Manager, m.KEPT
