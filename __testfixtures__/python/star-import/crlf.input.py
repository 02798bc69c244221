from app.core.manager import *

Manager(Mode)
