from app.core.session import Session as OldSession


def table():
    return dict(kind=OldSession, make=lambda: OldSession(mode=1))
