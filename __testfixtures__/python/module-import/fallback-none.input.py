try:
    import app.core.manager as m
except ImportError:
    m = None

m.Manager()
