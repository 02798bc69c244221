import lib.new
import app


def use():
    return lib.new.Tool, app.core.types.Mode
