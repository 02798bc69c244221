from calls.old import manager_factory
from calls.modern import get_manager


def one(context):
    return get_manager(context)


def two(context):
    factory = manager_factory()
    return factory
