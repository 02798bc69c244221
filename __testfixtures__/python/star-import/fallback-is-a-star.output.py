try:
    from app.core.unified import Manager
except ImportError:
    from app.core.unified import *

print(Manager)
