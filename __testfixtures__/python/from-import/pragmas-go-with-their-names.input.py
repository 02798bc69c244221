from app.core.manager import (  # noqa: E501
    KEPT,
    Manager,  # type: ignore
    Mode,  # noqa: F401
    Connection,
)
