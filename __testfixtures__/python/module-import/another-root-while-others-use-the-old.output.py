import app.constants
import lib.new


def use():
    return lib.new.Tool, app.constants.LIMIT, app.core, app
