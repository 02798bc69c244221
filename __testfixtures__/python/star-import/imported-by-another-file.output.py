from app.core.manager import *
from app.core.unified import Manager

create = Manager
