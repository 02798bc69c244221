import app.constants
import lib.new
import app.core


def use():
    return lib.new.Tool, app.constants.LIMIT, app.core, app
