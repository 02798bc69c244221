from calls.old import create_plain

a = create_plain()
b = create_plain(context)
c = create_plain(
    context,
)
d = create_plain(context, "other")
e = create_plain(mode="other")
