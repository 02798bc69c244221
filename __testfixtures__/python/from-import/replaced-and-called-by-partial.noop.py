from functools import partial

from app.sessions import OldSession


def later(context):
    return partial(OldSession, context)
