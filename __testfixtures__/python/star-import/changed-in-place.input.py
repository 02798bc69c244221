from app.core.manager import *

KEPT: int
KEPT += 1
Mode: type
print(KEPT, Mode)
