import app.constants
import app.tools


def use():
    return app.tools.Tool, app.constants.LIMIT, app.core, app
