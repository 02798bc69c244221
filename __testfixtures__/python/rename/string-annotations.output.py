from app.core.unified import Manager
from typing import Optional, TypeVar, cast
T = TypeVar("T", bound="Manager")
def f(a: "Manager", b: Optional["Manager"] = None) -> "list[Manager]":
    c = cast("Manager", a)
    return ["OldManager", c, d["OldManager"]]
