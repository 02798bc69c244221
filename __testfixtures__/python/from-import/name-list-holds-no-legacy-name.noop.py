from app.core.manager import (
    KEPT,  # Manager
    # Manager,
    ALSO_KEPT as Manager,
)
