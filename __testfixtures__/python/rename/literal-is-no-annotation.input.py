from app.core.manager import OldManager
from typing import Literal
a: Literal["OldManager"] = "OldManager"
b: OldManager
