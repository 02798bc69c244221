from calls.old import create_manager


async def connect(context):
    manager = await create_manager(context)
    return manager, (await create_manager()).send(1)
