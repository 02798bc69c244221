try:
    from app.core.manager import KEPT
    from app.core.unified import Manager, Manager as OldManager
except ImportError:
    pass
