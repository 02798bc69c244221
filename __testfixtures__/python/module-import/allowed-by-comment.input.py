import app.core.manager as kept  # ssot: allow[fragmented-import] it is compared by name
from app.core import manager
import app.core.manager

kept.OldManager()
manager.OldManager()
app.core.manager.OldManager()
