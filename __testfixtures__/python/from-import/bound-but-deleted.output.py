from app.core.unified import Manager
del Manager
from app.core.unified import Manager
