from typing import TYPE_CHECKING

from app.compat import OrderedList
import app.compat
import app.core.manager

if TYPE_CHECKING:
    from app.compat import OrderedList, Text


def sort(values: OrderedList[int]) -> "app.compat.Text":
    return Text(list(OrderedList(values)), app.compat.OrderedList, app.core.manager.OldManager)
