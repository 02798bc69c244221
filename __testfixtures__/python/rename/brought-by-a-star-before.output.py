from app.core.manager import *

print(KEPT, OldManager)

from app.core.unified import Manager as OldManager

print(OldManager)
