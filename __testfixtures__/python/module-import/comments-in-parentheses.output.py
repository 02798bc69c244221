from app.core import (  # why
    types,  # stays
)
from app.core import (
    # the manager
    unified as manager,  # moves
)

manager.Manager(types)
