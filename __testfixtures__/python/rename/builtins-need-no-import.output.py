from typing import TYPE_CHECKING

import app.compat
import app.core.unified

if TYPE_CHECKING:
    pass


def sort(values: list[int]) -> "str":
    return str(list(list(values)), list, app.core.unified.Manager)
