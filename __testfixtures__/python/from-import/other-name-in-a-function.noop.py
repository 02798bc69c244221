def limit():
    from app.core.manager import KEPT; return KEPT
