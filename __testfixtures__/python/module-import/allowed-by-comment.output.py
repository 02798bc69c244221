import app.core.manager as kept  # ssot: allow[fragmented-import] it is compared by name
from app.core import unified as manager
import app.core.unified

kept.OldManager()
manager.Manager()
app.core.unified.Manager()
