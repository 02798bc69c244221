from calls.modern import get_manager as create_swapped


def connect(get_manager):
    return create_swapped(mode=get_manager, context=1)
