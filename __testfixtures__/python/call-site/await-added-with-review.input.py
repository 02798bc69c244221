from calls.old import start


async def run(context):
    start(context, timeout=None)
    name = start(context, token, 1).name
    return start(context=context, token=None, timeout=2)
