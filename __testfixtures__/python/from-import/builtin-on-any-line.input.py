import os; from app.compat import Text
from app.compat import OrderedList; values = OrderedList()
if values: from app.compat import OrderedList
if values: from app.compat import OrderedList; values = OrderedList()


def only():
    from app.compat import OrderedList, Text  # noqa: F401


def several():
    from app.compat import OrderedList
    from app.compat import Text


def others():
    from app.compat import (
        OrderedList,  # the one that sorts
        # and this one, too
        Text,
    )

    return OrderedList([Text("")])


try:
    from app.compat import OrderedList as Sorted
except ImportError:
    from app.compat import OrderedList
