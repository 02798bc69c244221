from calls.old import create_any

a = create_any(context, mode=1)
b = create_any(user=1)
c = create_any(*many)
