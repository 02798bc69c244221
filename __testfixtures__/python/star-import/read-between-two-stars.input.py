from app.core.manager import *

first = Manager

from app.core.unified import *

print(first, Manager)
