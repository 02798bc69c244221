try:
    from app.core.manager import KEPT
    from app.core.types import Mode
    from app.core.unified import Manager
    from app.core.manager import speedups
except ImportError:
    speedups = None
