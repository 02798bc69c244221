from app.core.manager import (
    ALSO_KEPT,
    Connection,
    KEPT,
    Manager,
    Mode,
)
