from calls.old import manager_factory


def one(context):
    factory = manager_factory()
    return factory.get(context)


def two(context):
    factory = manager_factory()
    return factory
