import app.core as c
import app.core.unified as unified

found = (
    unified  # the core
    
    .Manager
)
other = unified.Manager
