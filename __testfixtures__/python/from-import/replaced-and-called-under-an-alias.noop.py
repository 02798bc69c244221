from app.sessions import OldSession as Made


def session(context):
    return Made(context)
