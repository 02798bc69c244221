try:
    from app.core.manager import KEPT, Mode
    from app.core.manager import Manager, speedups
except ImportError:
    speedups = None
