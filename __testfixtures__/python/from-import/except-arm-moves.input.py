try:
    from fast import Manager
except ImportError:
    from app.core.manager import Manager
