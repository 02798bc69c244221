def factory():
    from app.core.manager import Factory as F  # noqa
    return F
