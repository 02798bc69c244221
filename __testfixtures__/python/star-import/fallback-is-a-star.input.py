try:
    from app.core.manager import *
except ImportError:
    from app.core.unified import *

print(Manager)
