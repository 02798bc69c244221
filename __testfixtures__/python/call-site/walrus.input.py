from calls.old import create_swapped

create_swapped(mode := 1, context := 2)
