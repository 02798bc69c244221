import app.core.manager


def use():
    return app.constants.LIMIT, app.core.manager.Manager
