from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.cycle.high import High
