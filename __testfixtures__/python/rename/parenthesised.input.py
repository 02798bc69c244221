from app.core.manager import (
    OldManager,  # the manager
)
OldManager()
