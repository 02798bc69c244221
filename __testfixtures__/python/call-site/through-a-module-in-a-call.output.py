from calls import modern as old
from calls.modern import get_manager


async def run(context):
    return get_manager(mode=await old.open_manager(context, timeout=1), context=get_manager(mode=old.get_manager(mode=1, context=await old.open_manager(2, timeout=2)), context=3))
