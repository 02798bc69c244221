from app.core.session import Session as OldSession


def session(context):
    return OldSession(context)
