from my.app.core.manager import Manager
from app.services.app.core.manager import Manager as M
