from calls.modern import get_manager
from calls.old import create_swapped

factories = [create_swapped]
made = get_manager(mode=1, context=2), get_manager(1)
