try:
    from app.core.manager import Manager, Mode
except ImportError:
    Manager = Mode = None
