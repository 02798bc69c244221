from app.core.manager import Manager as
from app.core.manager Manager
from app.core.manager import Manager.send
from app.core.manager import Manager,
