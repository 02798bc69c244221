from app.core.unified import Manager

Manager = wrap(Manager)
from app.core.manager import Manager
