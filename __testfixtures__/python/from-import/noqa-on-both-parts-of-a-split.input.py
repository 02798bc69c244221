from app.core.manager import KEPT, Manager  # noqa: F401
