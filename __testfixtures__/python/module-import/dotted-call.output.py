import app.core.unified

manager = app.core.unified.Manager()
