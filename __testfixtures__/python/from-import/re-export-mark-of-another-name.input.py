from app.core.manager import Manager as Manager
from app.core.manager import Connection as Manager

Manager()
