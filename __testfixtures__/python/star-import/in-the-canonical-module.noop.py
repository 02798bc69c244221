from app.core.manager import *


class Mode:
    pass


class Connection:
    pass
