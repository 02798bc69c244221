from app.core.manager import (
    KEPT,
    OldManager,  # the old name
)
from .manager import OldManager as Boss, Mode, ALSO_KEPT
