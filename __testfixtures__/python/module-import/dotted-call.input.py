import app.core.manager

manager = app.core.manager.OldManager()
