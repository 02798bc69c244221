import app.constants
import signals.new


def use():
    return app.constants.LIMIT, signals.new.Signal
