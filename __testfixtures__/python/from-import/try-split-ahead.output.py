try:
    from app.core.unified import Manager
    from app.core.manager import speedups
except ImportError:
    speedups = None
