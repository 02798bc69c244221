from calls.old import create_manager, create_swapped


async def connect(context):
    return await create_manager(context), create_swapped(1, context)
