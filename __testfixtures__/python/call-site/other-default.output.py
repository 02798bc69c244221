from calls.modern import get_manager

a = get_manager(mode='plain')
b = get_manager(context, mode='plain')
c = get_manager(
    context, mode='plain',
)
d = get_manager(context, "other")
e = get_manager(mode="other")
