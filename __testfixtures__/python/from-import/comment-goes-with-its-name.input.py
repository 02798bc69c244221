from app.core.manager import (
    KEPT,  # stays
    Manager,  # moves
    ALSO_KEPT,
)
