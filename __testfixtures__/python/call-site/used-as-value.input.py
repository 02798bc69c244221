from functools import partial

from calls.old import create_swapped

make = create_swapped
other = partial(create_swapped, 1)
made = create_swapped(1, 2)
