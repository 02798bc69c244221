from calls.old import create_swapped

factories = [create_swapped]


def connect(get_manager):
    return create_swapped(get_manager, 1)
