from calls.modern import Manager as OldManager
from calls.modern import get_manager


def connect(manager: OldManager) -> "OldManager":
    if isinstance(manager, OldManager):
        return manager
    return get_manager(manager.context)
