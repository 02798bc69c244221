from app.core.manager import KEPT, Mode
from app.core.manager import Mode