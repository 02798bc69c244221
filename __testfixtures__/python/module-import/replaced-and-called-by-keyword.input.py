import app.sessions as sessions


def session(context):
    return sessions.OldSession(context=context)
