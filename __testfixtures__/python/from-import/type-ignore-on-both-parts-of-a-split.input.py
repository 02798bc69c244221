from app.core.manager import KEPT, Manager  # type: ignore[attr-defined]
