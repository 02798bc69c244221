from app.core.manager import *

kept = KEPT
KEPT = 2
print(kept, KEPT, Mode)
