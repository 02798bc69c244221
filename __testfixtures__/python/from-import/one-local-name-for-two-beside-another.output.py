from app.core.manager import KEPT as x, OldManager as x
from app.core.types import Mode
