from calls.old import create_swapped

one = create_swapped(make_mode(), make_context())
two = create_swapped(
    mode,  # the mode
    context=context,  # the context
)
three = create_swapped(context=a, mode=b)
