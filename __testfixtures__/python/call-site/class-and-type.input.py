from calls.old import OldManager


def connect(manager: OldManager) -> "OldManager":
    if isinstance(manager, OldManager):
        return manager
    return OldManager(manager.context, token=TOKEN)
