from app.core.manager import (
    KEPT,  # stays
    ALSO_KEPT,
)
from app.core.unified import Manager  # moves
