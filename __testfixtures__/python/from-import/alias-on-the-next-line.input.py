from app.core.manager import (
    Manager as
        M,
    KEPT as
        K,
)
