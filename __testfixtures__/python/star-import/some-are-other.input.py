from app.core.manager import *

manager = Manager(KEPT)
