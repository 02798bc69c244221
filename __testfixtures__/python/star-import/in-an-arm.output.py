try:
    from app.core.unified import Manager, Manager as OldManager  # noqa: F403
    from app.core.types import Mode, Connection
except ImportError:
    pass
else:
    Manager(Mode, Connection, OldManager)
