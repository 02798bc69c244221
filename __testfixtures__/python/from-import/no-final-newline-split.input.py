def f():
    from app.core.manager import KEPT, Manager