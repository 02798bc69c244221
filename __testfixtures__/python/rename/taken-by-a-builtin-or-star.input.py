from app.core.manager import OldManager
from other import *
OldManager(Manager)
