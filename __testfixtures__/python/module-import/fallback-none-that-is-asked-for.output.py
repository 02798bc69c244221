try:
    from app.core import unified as manager
except ImportError:
    manager = None

if manager is not None:
    manager.Manager()
