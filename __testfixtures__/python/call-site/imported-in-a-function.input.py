def connect(context):
    from calls.old import create_swapped, other

    return create_swapped(1, context), other


def other(context):
    if context:
        from calls.old import create_manager
        return create_manager
    from calls.old import create_plain as plain; return plain(context)
