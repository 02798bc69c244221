from calls.modern import get_manager
from calls.old import create_swapped

factories = [create_swapped]
made = create_swapped(1, 2), get_manager(1)
