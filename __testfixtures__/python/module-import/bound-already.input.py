import app.core.unified
import app.core.manager

app.core.manager.OldManager(app.core.unified.helper)
