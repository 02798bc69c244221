import app.core.unified


def use():
    return app.core.types.Connection, app.core.unified.Manager
