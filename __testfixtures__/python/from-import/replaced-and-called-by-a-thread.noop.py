from threading import Thread

from app.sessions import OldSession


def later(context):
    return Thread(target=OldSession, args=(context,))
