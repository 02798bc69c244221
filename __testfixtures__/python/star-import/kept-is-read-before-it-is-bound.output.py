from app.core.manager import *
from app.core.types import Mode

kept = KEPT
KEPT = 2
print(kept, KEPT, Mode)
