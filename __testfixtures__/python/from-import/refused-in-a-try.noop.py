try:
    from app.core.manager import Missing
except ImportError:
    Missing = None
