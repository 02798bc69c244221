from app.core.unified import Manager as OldManager

__all__ = ["OldManager"]


def inner():
    from app.core.unified import Manager as Manager
    from app.core.unified import Manager as OldManager

    return OldManager, Manager
