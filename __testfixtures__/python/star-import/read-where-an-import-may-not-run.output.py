from app.core.manager import *
from app.core.types import Mode

if Mode:
    from app.constants import KEPT


def limit():
    return KEPT
