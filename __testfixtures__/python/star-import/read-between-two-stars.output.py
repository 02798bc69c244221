from app.core.unified import Manager

first = Manager

from app.core.unified import *

print(first, Manager)
