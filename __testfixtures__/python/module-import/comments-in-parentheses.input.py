from app.core import (  # why
    # the manager
    manager,  # moves
    types,  # stays
)

manager.OldManager(types)
