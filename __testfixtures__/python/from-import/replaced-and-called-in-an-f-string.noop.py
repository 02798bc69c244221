from app.sessions import OldSession


def text(context):
    return f'{OldSession(context)}'
