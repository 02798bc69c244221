from app.core.manager import *

print(KEPT, OldManager)

from app.core.manager import OldManager

print(OldManager)
