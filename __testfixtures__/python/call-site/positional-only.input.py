from calls.old import backwards

one = backwards(a, b.c)
two = backwards(make(), 2)
three = backwards(
    a,  # the one
    b,
)
four = backwards(second=1, first=2)
