from core.manager import Manager
from manager import Manager
