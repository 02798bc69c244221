import calls.old as old


async def run(context):
    make = old.create_swapped
    old.create_swapped(1)
    return old.create_swapped(1, 2), old.OldManager, old.start(context)
