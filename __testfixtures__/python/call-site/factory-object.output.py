from calls.modern import get_manager


async def one(context):
    first = get_manager(context)
    return first, get_manager(context, mode="m")


def in_a_block(context):
    if context:
        # the only one
        pass
    else:
        return None
    return [get_manager(each) for each in context]


async def chained(context):
    return get_manager(context=context)


def nested(context):
    name = "x"

    def inner():
        return get_manager(get_manager(context)), name

    return inner
