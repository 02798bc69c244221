from app.core.unified import Manager as OldManager
from other import *
OldManager(Manager)
