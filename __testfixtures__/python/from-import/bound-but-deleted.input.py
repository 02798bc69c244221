from app.core.unified import Manager
del Manager
from app.core.manager import Manager
