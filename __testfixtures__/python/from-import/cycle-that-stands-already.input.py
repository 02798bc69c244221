from app.cycle import high
from app.cycle.gone import High


def helper():
    return High
