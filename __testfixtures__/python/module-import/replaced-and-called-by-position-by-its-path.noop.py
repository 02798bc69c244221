import app.sessions


def session(context):
    return app.sessions.OldSession(context)
