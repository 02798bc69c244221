try:
    from app.core.manager import Manager
except ImportError:
    Manager = None
