from app.sessions import OldSession


class Special(OldSession):
    def __init__(self, context):
        super().__init__(context)
