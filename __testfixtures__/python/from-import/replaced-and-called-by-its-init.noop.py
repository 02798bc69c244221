from app.sessions import OldSession


class Special(OldSession):
    def __init__(self, context):
        OldSession.__init__(self, context)
