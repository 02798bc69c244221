from calls.old import manager_factory


async def one(context):
    factory = manager_factory()
    first = await factory.create(context)
    return first, factory.get(context, mode="m")


def in_a_block(context):
    if context:
        factory = manager_factory()  # the only one
    else:
        return None
    return [factory.get(each) for each in context]


async def chained(context):
    return await manager_factory().create(context=context)


def nested(context):
    factory = manager_factory(); name = "x"

    def inner():
        return factory.get(factory.get(context)), name

    return inner
