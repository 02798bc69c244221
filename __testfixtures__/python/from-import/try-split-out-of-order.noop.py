try:
    from app.core.manager import Manager, speedups, OldManager
except ImportError:
    speedups = OldManager = None
