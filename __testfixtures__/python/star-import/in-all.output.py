from app.core.unified import Manager
from app.core.types import Mode

__all__ = ["Manager", "Mode"]
