from app.core.manager import Manager
from app.core import Manager, Mode
