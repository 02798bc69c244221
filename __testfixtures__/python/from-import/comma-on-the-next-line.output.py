from app.core.manager import (
    KEPT,
)
from app.core.unified import Manager
