from app.sessions import OldSession

Session = OldSession  # as it was called
Current = Session


def open_session(context):
    return Current(context)
