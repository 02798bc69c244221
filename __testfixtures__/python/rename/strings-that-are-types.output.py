from __future__ import annotations

from dataclasses import make_dataclass
from typing import Annotated, ForwardRef, NamedTuple, NewType, TypeAlias, TypedDict, TypeVar, cast

from app.core.factory import get_manager
from app.core.unified import Manager

T = TypeVar("T", bound="Manager")
Id = NewType("Id", "Manager")
Forward = ForwardRef("list[Manager]")
Row = NamedTuple("Row", [("OldManager", "Manager")])
Keys = TypedDict("Keys", {"OldManager": "Manager"})
Alias: "TypeAlias" = "Manager"
value: Annotated["dict['Manager', Manager]", "about it"] = cast("Manager | None", get_manager())
