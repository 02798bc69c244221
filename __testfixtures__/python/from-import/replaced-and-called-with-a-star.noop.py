from app.sessions import OldSession


def session(*given):
    return OldSession(*given, mode=None)
