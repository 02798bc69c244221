from app.core.manager import (
    KEPT,
    Manager as OldManager,  # the old name
)
from .manager import Manager as Boss, ALSO_KEPT
from app.core.types import Mode
