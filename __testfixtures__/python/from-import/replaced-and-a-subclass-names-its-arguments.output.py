from app.core.session import Session as OldSession


class Special(OldSession):
    def __init__(self, name):
        super().__init__(context=name)


def special():
    return Special('one')
