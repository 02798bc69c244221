import app.core.manager
import app.core.unified

first = app.core.unified.Manager()
kept = app.core.manager.KEPT
