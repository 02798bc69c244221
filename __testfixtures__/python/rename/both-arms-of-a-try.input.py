try:
    from app.core.manager import OldManager
except ImportError:
    from app.facade import Facade as OldManager
OldManager()
