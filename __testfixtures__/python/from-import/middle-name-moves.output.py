from app.core.manager import KEPT, ALSO_KEPT
from app.core.unified import Manager
