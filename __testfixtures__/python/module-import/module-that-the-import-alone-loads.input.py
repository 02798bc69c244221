import signals.limits


def use():
    return signals.limits.LIMIT, signals.new.Signal
