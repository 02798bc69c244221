try:
    from app.core import manager
except ImportError:
    manager = None

if manager is not None:
    manager.Manager()
