from calls.modern import get_manager

one = get_manager(mode=make_mode(), context=make_context())
two = get_manager(
    mode=mode,  # the mode
    context=context,  # the context
)
three = get_manager(context=a, mode=b)
