import app.core.manager
import app.core.manager as m


def take(key, one):
    # type: (str, m.OldManager) -> app.core.manager.OldManager
    found = None  # type: dict[str, "m.OldManager"]
    return found[key]
