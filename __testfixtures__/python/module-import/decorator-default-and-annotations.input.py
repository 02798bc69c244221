import app.core.manager


@app.core.manager.OldManager.wrap
def build(app=app.core.manager.OldManager, *, mode: app.core.manager.Mode = None) -> "app.core.manager.Manager":
    return app.core.manager.OldManager
