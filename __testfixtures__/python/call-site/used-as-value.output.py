from functools import partial

from calls.modern import get_manager
from calls.old import create_swapped

make = create_swapped
other = partial(create_swapped, 1)
made = get_manager(mode=1, context=2)
