from app.core.manager import (  # noqa: F401
    OldManager,
)
