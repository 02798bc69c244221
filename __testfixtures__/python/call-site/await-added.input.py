from calls.old import start


async def run(context):
    start(context)
    name = start(context, token).name
    first = start(context, timeout=3)[0]
    both = [start(each, timeout=1) for each in context]
    return lambda: start(context), (start(each) for each in context)


def plain(context):
    return start(context)


async def dropped(context, x=start(1)):
    return start(context, make_token())
