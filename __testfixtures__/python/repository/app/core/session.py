class Session:
    def __init__(self, mode=None, context=None):
        self.mode = mode
        self.context = context


def open_session(context=None):
    return Session(context=context)
