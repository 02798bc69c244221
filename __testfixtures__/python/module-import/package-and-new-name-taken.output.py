from app import core as c
from app.core import unified as core_unified


def use(unified):
    return core_unified.Manager
