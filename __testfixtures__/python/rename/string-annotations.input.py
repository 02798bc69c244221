from app.core.manager import OldManager
from typing import Optional, TypeVar, cast
T = TypeVar("T", bound="OldManager")
def f(a: "OldManager", b: Optional["OldManager"] = None) -> "list[OldManager]":
    c = cast("OldManager", a)
    return ["OldManager", c, d["OldManager"]]
