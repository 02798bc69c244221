from app.core import types
from app.core.types import *

__all__ = ["Connection"]
