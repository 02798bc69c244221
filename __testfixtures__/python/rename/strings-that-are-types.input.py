from __future__ import annotations

from dataclasses import make_dataclass
from typing import Annotated, ForwardRef, NamedTuple, NewType, TypeAlias, TypedDict, TypeVar, cast

from app.core.manager import OldManager, create_manager

T = TypeVar("T", bound="OldManager")
Id = NewType("Id", "OldManager")
Forward = ForwardRef("list[OldManager]")
Row = NamedTuple("Row", [("OldManager", "OldManager")])
Keys = TypedDict("Keys", {"OldManager": "OldManager"})
Alias: "TypeAlias" = "OldManager"
value: Annotated["dict['OldManager', OldManager]", "about it"] = cast("OldManager | None", create_manager())
