from app.core.manager import (
    KEPT,
)
from app.core.unified import (
    # above
    # before
    # behind
    Manager as M,  # at the end
)
