import asyncio

from calls.modern import open_manager


async def run(context):
    await open_manager(context, timeout=5)
    task = asyncio.create_task(open_manager(context, timeout=5))
    return open_manager(context=context, timeout=5)
