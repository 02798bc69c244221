from app.core.manager import KEPT
from app.core.types import Mode
