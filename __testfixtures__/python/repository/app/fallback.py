"""Only one of the arms can run."""
try:
    from app.core.unified import Manager
except ImportError:
    Manager = None
