from app.core.manager import *

old = Manager
Manager = None
kept = KEPT
KEPT = 2
print(old, kept, Manager, KEPT, Mode)
