import app.core.factory
import app.core.unified

app.core.manager.OldManager(), app.core.factory
