from calls.old import create_swapped

create_swapped(1)
create_swapped(1, 2, 3)
create_swapped(1, mode=2)
create_swapped(1, 2, user=3)
create_swapped(*pair)
create_swapped(1, **rest)
create_swapped(x for x in y)
