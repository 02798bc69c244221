from calls.modern import get_manager


async def connect(context):
    try:
        return get_manager(context, mode='made')
    except Exception:
        return get_manager(context=context, mode='made')
