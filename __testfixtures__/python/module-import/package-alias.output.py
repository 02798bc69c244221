import app.core as c, app.core.unified as unified, app.core.manager

unified.Manager
