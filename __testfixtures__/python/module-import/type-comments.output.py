import app.core.unified
import app.core.unified as m


def take(key, one):
    # type: (str, m.Manager) -> app.core.unified.Manager
    found = None  # type: dict[str, "m.Manager"]
    return found[key]
