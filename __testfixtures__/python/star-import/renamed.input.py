from app.core.manager import *


def use() -> "OldManager":
    return OldManager()
