from app.core.manager import Manager  # ssot: allow[fragmented-import] the plugin API names it
from app.core.manager import (
    Mode,
    Connection,  # ssot: allow[other-rule, fragmented-import] until March
)
from app.core.manager import Manager as First  # ssot: allow[other-rule] of that rule
from app.core.manager import Manager as Second  # ssot: allow[fragmented-import]

try: from app.core.manager import Gone  # ssot: allow[fragmented-import] nowhere else yet
except ImportError: Gone = None


def make():
    from app.core.manager import create_manager; return create_manager()  # ssot: allow[fragmented-import] slow
