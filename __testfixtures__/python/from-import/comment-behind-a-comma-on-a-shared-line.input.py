from app.core.manager import (KEPT, Manager,  # two
    ALSO_KEPT)
