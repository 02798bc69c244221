if True:
    from app.core.unified import Manager, Manager as OldManager
    from app.core.types import Mode, Connection
Manager, OldManager, Mode, Connection
