from app.sessions import OldSession


def session(context):
    return OldSession(context)
