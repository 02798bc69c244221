from app.cycle.gone import High


def helper():
    return High
