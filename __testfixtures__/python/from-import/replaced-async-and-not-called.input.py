from app.sessions import open_old


def opener():
    return open_old
