def connect():
    """Late, so that no cycle closes."""
    from app.core.manager import KEPT
    from app.core.unified import Manager
    return Manager(KEPT)
