from app.cycle import high
from app.cycle.high import High


def helper():
    return High
