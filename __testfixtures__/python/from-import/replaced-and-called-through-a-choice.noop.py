from app.sessions import OldSession


def session(context, other):
    kind = OldSession if other is None else other
    return kind(context)
