from calls.modern import get_manager as create_manager, get_manager as create_swapped


async def connect(context):
    return create_manager(context), create_swapped(mode=1, context=context)
