"""The compatibility module that everybody imports from."""
from app.core.types import Connection, Mode
from app.core.unified import Manager

OldManager = Manager
KEPT = 1
ALSO_KEPT = 2


def create_manager():
    return Manager()


class Other:
    pass


class Factory:
    pass


class Missing:
    pass


class Gone:
    pass
