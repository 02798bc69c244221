from app.core.manager import *


class Holder:
    Manager = Manager

    def Connection(self) -> Connection:
        return None

    class Mode(Mode):
        pass
