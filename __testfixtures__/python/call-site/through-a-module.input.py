import calls.old as old
from calls import old as older
from calls import modern


async def run(context):
    manager = await old.create_manager(context)
    return old.create_swapped(older.create_swapped(1, 2), context), modern.get_manager()
