from app.core.manager import *

print(KEPT, Mode)

from app.constants import KEPT


def limit():
    return KEPT
