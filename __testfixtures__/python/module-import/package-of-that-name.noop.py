from other import core
from other import core as c

core.manager.OldManager
c.manager.OldManager
