from app.core.manager import *
from app.core.unified import Manager

manager = Manager(KEPT)
