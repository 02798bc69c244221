try:
    from app.core.manager import (
        Manager,  # moves
        speedups,
        Mode,
    )
except ImportError:
    speedups = Mode = None
