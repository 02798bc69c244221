from app.core.manager import *
from app.core.types import Mode

KEPT: int
KEPT += 1
Mode: type
print(KEPT, Mode)
