class Service:
    from app.core.manager import Manager as manager_class, KEPT
