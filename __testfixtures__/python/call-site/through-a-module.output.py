import calls.modern as old
from calls import modern as older
from calls import modern


async def run(context):
    manager = old.get_manager(context)
    return old.get_manager(mode=older.get_manager(mode=1, context=2), context=context), modern.get_manager()
