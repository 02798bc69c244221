def connect():
    """Late, so that no cycle closes."""
    from app.core.manager import KEPT, Manager
    return Manager(KEPT)
