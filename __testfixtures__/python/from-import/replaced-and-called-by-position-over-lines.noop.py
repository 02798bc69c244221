from app.sessions import OldSession


def session(context):
    return OldSession(  # the one of the user
        context,
        mode=None,
    )
