from app.core.manager import *

first = list(map(lambda mode: KEPT, [Mode]))

from app.constants import KEPT
