import asyncio

from calls.modern import get_manager
from calls.old import create_manager


async def run(context):
    first = get_manager(context)
    task = asyncio.create_task(create_manager(context))
    return create_manager(context)
