KEPT = 1
from app.core.types import *
