from app.core.manager import (
    KEPT ,   # and
    ALSO_KEPT)
from app.core.types import Mode  # why
