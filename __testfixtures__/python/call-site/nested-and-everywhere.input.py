from calls.old import create_swapped as make

nested = make(make(1, 2), make(mode=3, context=4))
text = f"{make(1, 2)} and {make('a', context=make(5, 6))!r:>{make(7, 8)}}"
listed = [make(x, y) for x, y in pairs if make(y, x)]
later = lambda x, y=make(1, 2): make(x, y)


def f(x=make(9, 10), *, y: make(1, 2) = None):
    return make(x, y)


@make(1, 2)
class Holder:
    value = make(1, 2)
