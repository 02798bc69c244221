from app.core.manager import (
    # stays
    KEPT,
)
from app.core.unified import (
    # moves
    # with both lines
    Manager,
)
