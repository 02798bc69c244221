from calls.modern import Manager
from calls.modern import get_manager


def connect(manager: Manager) -> "Manager":
    return get_manager(context=manager.context)
