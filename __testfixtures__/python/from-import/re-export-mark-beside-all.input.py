from app.core.manager import OldManager as OldManager

__all__ = ["OldManager"]


def inner():
    from app.core.manager import Manager as Manager
    from app.core.manager import OldManager as OldManager

    return OldManager, Manager
