from calls.other import create_swapped


def create_manager(context):
    return create_swapped(context)


create_manager(1)
calls.old.create_any
