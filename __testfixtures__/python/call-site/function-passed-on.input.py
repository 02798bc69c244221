from calls.old import create_plain

handlers = [create_plain]
manager = create_plain(context, mode='plain')
