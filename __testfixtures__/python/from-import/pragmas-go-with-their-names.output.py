from app.core.manager import (  # noqa: E501
    KEPT,
)
from app.core.unified import Manager  # type: ignore  # noqa: E501
from app.core.types import (  # noqa: E501
    Mode,  # noqa: F401
    Connection,
)
