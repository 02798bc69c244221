from app.core.manager import *

if Mode:
    from app.constants import KEPT


def limit():
    return KEPT
