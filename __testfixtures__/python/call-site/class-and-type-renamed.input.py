from calls.old import OldManager


def connect(manager: OldManager) -> "OldManager":
    return OldManager(context=manager.context)
