from app.core.unified import Manager as Manager
from app.core.types import Connection as Manager

Manager()
