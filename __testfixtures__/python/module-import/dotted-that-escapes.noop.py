import app.core.manager

app.core.manager.OldManager()
register(app.core.manager)
