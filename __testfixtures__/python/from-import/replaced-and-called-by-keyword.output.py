from app.core.session import Session as OldSession


def session(context, given):
    return OldSession(context=context), OldSession(**given), OldSession()
