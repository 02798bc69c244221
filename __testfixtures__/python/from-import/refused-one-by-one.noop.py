from app.core.manager import (
    Gone,  # never there
    KEPT,
    Missing,
)
