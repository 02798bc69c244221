class Service:
    from app.core.manager import KEPT
    from app.core.unified import Manager as manager_class
