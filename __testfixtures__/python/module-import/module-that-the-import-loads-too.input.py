import app.core.manager


def use():
    return app.core.types.Connection, app.core.manager.Manager
