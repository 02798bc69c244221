from calls.old import create_through

a = create_through(context)
