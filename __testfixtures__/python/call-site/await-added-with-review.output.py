from calls.modern import open_manager


async def run(context):
    await open_manager(context, timeout=None)
    name = (await open_manager(context, timeout=1)).name
    return await open_manager(context=context, timeout=2)
