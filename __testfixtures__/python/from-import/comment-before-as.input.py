from app.core.manager import (
    OldManager  # why it has another name
    as M,
    KEPT,
)
