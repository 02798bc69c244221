from app.core.manager import (
    KEPT , Mode  # why
    ,  # and
    ALSO_KEPT)
