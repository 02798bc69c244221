from app.core.manager import *
from app.core.types import Mode

old = Manager
Manager = None
kept = KEPT
KEPT = 2
print(old, kept, Manager, KEPT, Mode)
