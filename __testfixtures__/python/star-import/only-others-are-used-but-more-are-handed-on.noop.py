from app.core.manager import *

print(KEPT)
