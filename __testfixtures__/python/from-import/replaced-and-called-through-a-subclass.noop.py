from app.sessions import OldSession


class Special(OldSession):
    pass


def session(context):
    return Special(context)
