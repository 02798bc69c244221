import asyncio

from calls.old import open_old


async def run(context):
    await open_old(context)
    task = asyncio.create_task(open_old(context))
    return open_old(context=context)
