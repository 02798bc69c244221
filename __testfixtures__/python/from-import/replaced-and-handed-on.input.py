from app.sessions import OldSession


def table():
    return dict(kind=OldSession, make=lambda: OldSession(mode=1))
