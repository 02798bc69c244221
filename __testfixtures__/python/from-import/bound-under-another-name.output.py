from app.core.unified import Manager
from app.core.unified import Manager as M
