import app.facade

app.core.manager.OldManager
