from app.sessions import OldSession


def session(context, other=None):
    kind = other or OldSession
    return kind(context)
