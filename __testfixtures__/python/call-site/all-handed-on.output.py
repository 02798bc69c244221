from calls.old import create_any
from calls.modern import get_manager

a = get_manager(context, mode=1)
b = create_any(user=1)
c = create_any(*many)
