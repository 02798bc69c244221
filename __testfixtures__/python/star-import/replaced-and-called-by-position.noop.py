from app.sessions import *


def session(context):
    return OldSession(context)
