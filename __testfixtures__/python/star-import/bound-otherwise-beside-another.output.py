from app.core.manager import *
from app.core.types import Mode

try:
    Manager
except NameError:
    Manager = None
print(Mode)
