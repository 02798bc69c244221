def f():
    """Try it.

    >>> from app.core.manager import Manager
    >>> Manager()
    """
