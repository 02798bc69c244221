from app.constants import KEPT
from app.core.manager import *

print(KEPT, Mode)
