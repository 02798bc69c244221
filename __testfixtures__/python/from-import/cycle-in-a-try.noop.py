try:
    from app.cycle.gone import High
except ImportError:
    High = None
