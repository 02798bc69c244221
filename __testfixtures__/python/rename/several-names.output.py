from app.core.manager import KEPT
from app.core.unified import Manager
from app.core.factory import get_manager
Manager(get_manager(), KEPT)
