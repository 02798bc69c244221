import app.core.manager

del app.core.manager.OldManager
del app.core.manager
