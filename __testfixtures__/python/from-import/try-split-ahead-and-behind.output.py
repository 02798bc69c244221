try:
    from app.core.unified import Manager  # moves
    from app.core.manager import (
        speedups,
    )
    from app.core.types import Mode
except ImportError:
    speedups = Mode = None
