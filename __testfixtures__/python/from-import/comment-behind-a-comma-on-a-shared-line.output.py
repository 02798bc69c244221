from app.core.manager import (KEPT,  # two
    ALSO_KEPT)
from app.core.unified import Manager
