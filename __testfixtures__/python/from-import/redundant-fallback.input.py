try:
    from app.core.unified import Manager
except ImportError:
    from app.core.manager import Manager
