from app.core.manager import *
from app.core.types import Mode

first = list(map(lambda mode: KEPT, [Mode]))

from app.constants import KEPT
