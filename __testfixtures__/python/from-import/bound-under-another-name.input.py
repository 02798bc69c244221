from app.core.unified import Manager
from app.core.manager import Manager as M
