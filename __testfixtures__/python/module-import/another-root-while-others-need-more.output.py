import lib.new
import app.core.types


def use():
    return lib.new.Tool, app.core.types.Mode
