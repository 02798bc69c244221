from app.core.manager import KEPT  # noqa: F401
from app.core.unified import Manager  # noqa: F401
