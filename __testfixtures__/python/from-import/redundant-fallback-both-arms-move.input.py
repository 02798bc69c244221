try:
    from app.core import Manager
except ImportError:
    from app.core.manager import Manager
