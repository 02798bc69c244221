from app.core.manager import (  # why
    Manager,  # this
    # that
    OldManager,
)  # end
