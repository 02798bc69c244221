import signals
from signals.new import Signal

# Of signals.names, nothing else is used.
print("signals.names.KEPT is gone", {"signals.names": 1}, f"signals.names {signals}")


def use():
    return Signal
