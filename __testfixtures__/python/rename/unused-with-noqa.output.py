from app.core.unified import (  # noqa: F401
    Manager as OldManager,
)
