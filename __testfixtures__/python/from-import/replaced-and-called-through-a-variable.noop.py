from app.sessions import OldSession

build: type = OldSession


def session(context):
    return build(context)
