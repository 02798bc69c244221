from calls.old import create_swapped

print(f"{create_swapped(1, 2)=}")
