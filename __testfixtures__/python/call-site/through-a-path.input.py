import calls.old


async def run(context):
    return calls.old.create_swapped(1, await calls.old.create_manager(context))
