from calls.gone import make_manager


async def connect(context):
    try:
        return await make_manager(context)
    except Exception:
        return make_manager(user=context, mode="x")
