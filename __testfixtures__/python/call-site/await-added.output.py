from calls.old import start
from calls.modern import open_manager


async def run(context):
    await open_manager(context, timeout=None)
    name = start(context, token).name
    first = (await open_manager(context, timeout=3))[0]
    both = [await open_manager(each, timeout=1) for each in context]
    return lambda: start(context), (start(each) for each in context)


def plain(context):
    return start(context)


async def dropped(context, x=start(1)):
    return start(context, make_token())
