import app.core.unified

found = (app.core.unified.Manager)
