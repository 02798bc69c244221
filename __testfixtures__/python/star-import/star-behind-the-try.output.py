try:
    from app.core.types import Mode
except ImportError:
    pass

from app.core.unified import *

print(Manager, Mode)
