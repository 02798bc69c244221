from app.shapes import Circle
from app.core.types import Mode as Style

Circle(Style)
