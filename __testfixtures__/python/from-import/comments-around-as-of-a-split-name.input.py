from app.core.manager import (
    KEPT,
    # above
    OldManager  # before
    as  # behind
    M,  # at the end
)
