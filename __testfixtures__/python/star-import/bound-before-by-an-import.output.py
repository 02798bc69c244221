from app.constants import KEPT
from app.core.manager import *
from app.core.types import Mode

print(KEPT, Mode)
