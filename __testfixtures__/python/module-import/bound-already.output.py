import app.core.unified

app.core.unified.Manager(app.core.unified.helper)
