import os
from app.core.manager import (
    KEPT,
    Mode,  # a
    Connection,
)
