from app.core.manager import (
    KEPT, Manager  # old, and odd
)
