from app.core.types import Mode as Style
from app.shapes import Circle, Hidden, _private

__all__ = ["Circle", "Hidden", "Style", "EXTRA", "_private"]

EXTRA = 1
