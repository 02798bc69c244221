import app.core.unified

app.core.unified.Manager()


def use():
    import app.core.unified

    return app.core.unified.Manager
