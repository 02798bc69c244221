try:
    def load():
        from app.core.manager import speedups
        from app.core.unified import Manager
except ImportError:
    pass
