from app.core.session import open_session as open_old


def opener():
    return open_old
