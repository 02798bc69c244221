from app.core.manager import *
from app.core.unified import *

manager = Manager(Mode)
