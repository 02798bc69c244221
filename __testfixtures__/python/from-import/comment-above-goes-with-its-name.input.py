from app.core.manager import (
    # stays
    KEPT,
    # moves
    # with both lines
    Manager,
)
