import app.core.manager

core = app.core
core.manager.OldManager()
app.core.manager.OldManager()
