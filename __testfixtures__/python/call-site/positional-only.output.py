from calls.old import backwards
from calls.modern import strict

one = strict(b.c, a)
two = strict(2, make())
three = backwards(
    a,  # the one
    b,
)
four = strict(1, 2)
