try:
    from app.core.manager import Manager, KEPT, OldManager
except ImportError:
    pass
