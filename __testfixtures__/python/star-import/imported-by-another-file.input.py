from app.core.manager import *

create = Manager
