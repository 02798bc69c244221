from app.core.manager import *
from app.core.unified import Manager

Manager(globals())
