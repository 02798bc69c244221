import app.tools


def use():
    return app.tools.Tool, app.core.types.Mode
