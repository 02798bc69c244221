from app.sessions import OldSession


def fake(OldSession):
    return OldSession(1)


def is_one(found: OldSession) -> bool:
    return isinstance(found, OldSession)  # not OldSession(context)
