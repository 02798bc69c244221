from calls import old
from calls.old import create_swapped


async def run(context):
    return create_swapped(old.start(context, timeout=1), create_swapped(old.create_swapped(1, old.start(2, timeout=2)), 3))
