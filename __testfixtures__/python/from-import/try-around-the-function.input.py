try:
    def load():
        from app.core.manager import Manager, speedups
except ImportError:
    pass
