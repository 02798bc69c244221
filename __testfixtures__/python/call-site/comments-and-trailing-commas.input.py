from calls.old import (
    create_swapped,  # swapped
    OldManager,
)

one = create_swapped(
    # ahead
    mode,
    # between
    context,
    # behind
)
two = create_swapped(mode, context,)
three = OldManager(context, mode, token,)
four = OldManager(token)
five = OldManager(
    token=token,
)
