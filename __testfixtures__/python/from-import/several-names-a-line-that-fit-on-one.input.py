from app.core.manager import (
    KEPT, Mode,
    Connection, ALSO_KEPT,
)
