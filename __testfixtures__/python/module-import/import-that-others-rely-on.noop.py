import app


def f():
    import app.core.manager

    return app.core.manager.OldManager


def g():
    import app.core.manager as m

    return m.OldManager


app.core.manager.send
