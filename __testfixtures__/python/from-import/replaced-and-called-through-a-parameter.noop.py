from app.sessions import OldSession


def session(context, kind=OldSession):
    return kind(context)
