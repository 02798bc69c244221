from calls.old import create_manager
from calls.modern import get_manager
from calls.old import create_swapped as create_swapped
from calls.old import create_plain  # noqa: F401

__all__ = ["create_manager"]


async def own():
    return get_manager()
