if True:
    from app.core.manager import *
Manager, OldManager, Mode, Connection
