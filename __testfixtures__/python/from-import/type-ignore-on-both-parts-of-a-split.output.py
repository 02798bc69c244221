from app.core.manager import KEPT  # type: ignore[attr-defined]
from app.core.unified import Manager  # type: ignore[attr-defined]
