import app
import app.core as c
from app import core

register(app, app.core, c, core, getattr(c, "manager"))
core.types.Mode = c.manage = c.manager_2.OldManager
