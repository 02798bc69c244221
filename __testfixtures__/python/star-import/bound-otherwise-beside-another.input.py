from app.core.manager import *

try:
    Manager
except NameError:
    Manager = None
print(Mode)
