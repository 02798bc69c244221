from calls.modern import get_manager


async def connect(context):
    manager = get_manager(context)
    return manager, (get_manager()).send(1)
