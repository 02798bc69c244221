import asyncio

from calls.old import create_manager


async def run(context):
    first = await create_manager(context)
    task = asyncio.create_task(create_manager(context))
    return create_manager(context)
