import logging
import warnings

from calls import modern
from calls.modern import get_manager, open_manager, strict

logger = logging.getLogger(__name__)


async def create_manager(context=None):
    """Deprecated: use get_manager."""
    warnings.warn('use get_manager', DeprecationWarning, stacklevel=2)
    return get_manager(context)


def create_swapped(mode, context):
    from calls.modern import get_manager as get

    logger.info('swapped')
    return get(context, mode)


def create_plain(context=None, mode='plain'):
    return modern.get_manager(context=context, mode=mode)


def create_any(*args, **kwargs):
    return get_manager(*args, **kwargs)


def create_through(context=None):
    return create_swapped('through', context)


def create_busy(context=None):
    print(context)
    return get_manager(context)


async def open_old(context):
    return await open_manager(context, timeout=5)


def start(context, token=None, timeout=None):
    return None


def backwards(first, second):
    return strict(second, first)


class OldManager:
    def __new__(cls, *args, **kwargs):
        raise RuntimeError('use get_manager')


class ManagerFactory:
    async def create(self, context=None, mode=None):
        return get_manager(context, mode)

    def get(self, context=None, mode=None):
        return get_manager(context, mode)

    def count(self):
        return 0


def manager_factory():
    return ManagerFactory()
