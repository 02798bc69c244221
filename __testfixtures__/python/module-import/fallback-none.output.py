try:
    import app.core.unified as m
except ImportError:
    m = None

m.Manager()
