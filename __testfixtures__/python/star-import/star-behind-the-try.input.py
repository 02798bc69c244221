try:
    from app.core.manager import *
except ImportError:
    pass

from app.core.unified import *

print(Manager, Mode)
