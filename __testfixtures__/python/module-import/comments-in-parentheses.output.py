from app.core import (  # why
    # the manager
    unified as manager,  # moves
    types,  # stays
)

manager.Manager(types)
