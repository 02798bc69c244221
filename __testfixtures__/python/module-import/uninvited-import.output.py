import app.core.unified


def use():
    return app.constants.LIMIT, app.core.unified.Manager
