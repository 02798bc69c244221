import app.old_constants
import app.old_constants as c

c.LIMIT
app.old_constants.LIMIT, app.old_constants.__all__
