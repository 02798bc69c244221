from app.core.types import Mode
from app.core.unified import *

manager = Manager(Mode)
