from app.core.unified import Manager
from app.core.types import Connection, Mode


class Holder:
    Manager = Manager

    def Connection(self) -> Connection:
        return None

    class Mode(Mode):
        pass
