import app.facade
import app.core.unified

app.core.unified.Manager
