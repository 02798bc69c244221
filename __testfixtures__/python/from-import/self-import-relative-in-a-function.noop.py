def late():
    from .manager import Manager as again
    return again


class Manager:
    pass
