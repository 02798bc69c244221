import os
values = list()
if values: pass
if values: values = list()


def only():
    pass


def several():
    pass


def others():
    # the one that sorts
    # and this one, too

    return list([str("")])


try:
    from builtins import list as Sorted
except ImportError:
    pass
