import app.core as c, app.core.manager

c.manager.OldManager
