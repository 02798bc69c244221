try:
    from app.core.manager import *  # noqa: F403
except ImportError:
    pass
else:
    Manager(Mode, Connection, OldManager)
