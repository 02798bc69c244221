import signals
from signals.limits import LIMIT


def use():
    return LIMIT, signals.new.Signal
