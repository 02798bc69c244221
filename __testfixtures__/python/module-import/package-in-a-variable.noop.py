import app.core
from app import core as other

core = app.core
kept: object = app


def load():
    one = two = core
    if found := (kept):
        found.core.manager.Mode
    one.manager.OldManager = None
    return two.manager.Factory, other.types.Mode, one


core.manager.OldManager()
core.unified.Manager()
register(core.manager)
