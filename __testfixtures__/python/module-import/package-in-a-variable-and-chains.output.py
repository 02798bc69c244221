import app.core.manager
import app.core.unified

core = app.core
core.manager.OldManager()
app.core.unified.Manager()
