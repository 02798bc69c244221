try:
    from app.core.unified import Manager
    from app.core.types import Mode
except ImportError:
    Manager = Mode = None
