import app.old_constants
import app.constants
import app.constants as c

c.LIMIT
app.constants.LIMIT, app.old_constants.__all__
