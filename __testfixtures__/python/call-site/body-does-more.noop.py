from calls.old import create_busy

a = create_busy(context)
