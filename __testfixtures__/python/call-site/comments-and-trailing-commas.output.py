from calls.modern import (
    get_manager,  # swapped
)

one = get_manager(
    # ahead
    mode=mode,
    # between
    context=context,
    # behind
)
two = get_manager(mode=mode, context=context,)
three = get_manager(context, mode,)
four = get_manager(token)
five = get_manager()
