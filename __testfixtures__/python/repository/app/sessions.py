class OldSession:
    def __init__(self, context=None, mode=None):
        self.context = context
        self.mode = mode


async def open_old(context=None):
    return OldSession(context)
