from app.core.unified import Manager
Manager()
from app.core.manager import Manager