from app.core.unified import Manager
from typing import Literal
a: Literal["OldManager"] = "OldManager"
b: Manager
