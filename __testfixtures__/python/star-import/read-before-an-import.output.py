from app.core.manager import *
from app.core.types import Mode

print(KEPT, Mode)

from app.constants import KEPT


def limit():
    return KEPT
