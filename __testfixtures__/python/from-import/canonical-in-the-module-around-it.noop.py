from .unified import Manager
from .types import Mode as Mode
