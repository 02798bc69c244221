from app.core.manager import (  # noqa: F401
    KEPT,  # type: ignore
    # and
    ALSO_KEPT,
)
