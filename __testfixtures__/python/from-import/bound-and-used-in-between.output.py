from app.core.unified import Manager

manager = Manager()
Manager.limit = 3
from app.core.manager import KEPT
