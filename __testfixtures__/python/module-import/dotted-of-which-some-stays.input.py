import app.core.manager

first = app.core.manager.OldManager()
kept = app.core.manager.KEPT
