from app.core.manager import KEPT, ALSO_KEPT
from app.core.types import Mode, Connection
from app.core.unified import Manager
