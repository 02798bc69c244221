from calls.old import create_manager


async def connect(context):
    return await create_manager(context)
