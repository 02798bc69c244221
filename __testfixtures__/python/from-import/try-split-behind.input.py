try:
    from app.core.manager import speedups, Manager
except ImportError:
    speedups = None
