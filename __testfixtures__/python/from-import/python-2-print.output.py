print "from app.core.manager import Manager"
from app.core.unified import Manager
