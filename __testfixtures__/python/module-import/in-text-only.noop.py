import app.core.manager

patch("app.core.manager.OldManager")
