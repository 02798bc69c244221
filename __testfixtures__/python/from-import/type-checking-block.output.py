from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.unified import Manager
