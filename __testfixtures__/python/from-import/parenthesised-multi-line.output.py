from app.core.manager import (
    ALSO_KEPT,
    KEPT,
)
from app.core.types import (
    Connection,
    Mode,
)
from app.core.unified import Manager
