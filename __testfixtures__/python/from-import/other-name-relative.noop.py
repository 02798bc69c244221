from .manager import KEPT, ALSO_KEPT
from . import manager
