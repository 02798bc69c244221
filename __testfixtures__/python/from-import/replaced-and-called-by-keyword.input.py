from app.sessions import OldSession


def session(context, given):
    return OldSession(context=context), OldSession(**given), OldSession()
