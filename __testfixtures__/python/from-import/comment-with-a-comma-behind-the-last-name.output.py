from app.core.manager import (
    KEPT  # old, and odd
)
from app.core.unified import Manager
