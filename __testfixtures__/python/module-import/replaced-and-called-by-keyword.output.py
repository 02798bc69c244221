import app.core.session as sessions


def session(context):
    return sessions.Session(context=context)
