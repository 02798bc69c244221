import app.core.manager as m  # noqa: F401
import app.core.unified as unified  # noqa: F401

__all__ = ["m"]
unified.Manager
