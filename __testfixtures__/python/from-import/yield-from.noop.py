def f():
    yield from app.core.manager
    import_ = Manager
