import calls.modern


async def run(context):
    return calls.modern.get_manager(mode=1, context=calls.modern.get_manager(context))
