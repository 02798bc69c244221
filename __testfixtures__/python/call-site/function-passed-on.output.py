from calls.old import create_plain
from calls.modern import get_manager

handlers = [create_plain]
manager = get_manager(context, mode='plain')
