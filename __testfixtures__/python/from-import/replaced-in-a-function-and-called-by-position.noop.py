def session(context):
    from app.sessions import OldSession

    return OldSession(context)
