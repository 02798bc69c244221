import app.core.unified
import app.core.types


@app.core.unified.Manager.wrap
def build(app=app.core.unified.Manager, *, mode: app.core.types.Mode = None) -> "app.core.unified.Manager":
    return app.core.manager.OldManager
