try:
    from fast import Manager
except ImportError:
    from app.core.unified import Manager
