import signals
from signals.names import Signal


def use():
    return Signal, signals.names.KEPT
