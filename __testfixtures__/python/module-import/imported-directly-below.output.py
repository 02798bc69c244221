import app.core.factory
import app.core.unified

app.core.unified.Manager(), app.core.factory
