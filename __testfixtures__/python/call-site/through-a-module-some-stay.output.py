import calls.old as old
import calls.modern as modern


async def run(context):
    make = old.create_swapped
    old.create_swapped(1)
    return modern.get_manager(mode=1, context=2), modern.Manager, await modern.open_manager(context, timeout=None)
