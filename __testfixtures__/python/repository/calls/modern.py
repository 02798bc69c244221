UNIFIED = 'unified'


class Manager:
    def __init__(self, mode=UNIFIED, context=None):
        self.mode = mode
        self.context = context

    def send(self, message):
        return message


def get_manager(context=None, mode=None) -> Manager:
    return Manager(mode, context)


async def open_manager(context, *, timeout=5) -> Manager:
    return Manager(context=context)


def strict(first, second, /, third=None):
    return (first, second, third)
