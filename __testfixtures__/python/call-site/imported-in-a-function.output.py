def connect(context):
    from calls.old import other
    from calls.modern import get_manager

    return get_manager(mode=1, context=context), other


def other(context):
    if context:
        from calls.old import create_manager
        return create_manager
    from calls.modern import get_manager as plain; return plain(context, mode='plain')
