from calls.modern import get_manager as make

nested = make(mode=make(mode=1, context=2), context=make(mode=3, context=4))
text = f"{make(mode=1, context=2)} and {make(mode='a', context=make(mode=5, context=6))!r:>{make(mode=7, context=8)}}"
listed = [make(mode=x, context=y) for x, y in pairs if make(mode=y, context=x)]
later = lambda x, y=make(mode=1, context=2): make(mode=x, context=y)


def f(x=make(mode=9, context=10), *, y: make(mode=1, context=2) = None):
    return make(mode=x, context=y)


@make(mode=1, context=2)
class Holder:
    value = make(mode=1, context=2)
