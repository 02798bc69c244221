from app.core.unified import (  # why
    Manager,  # this
    # that
    Manager as OldManager,
)  # end
