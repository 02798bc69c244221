from app.core.manager import OldManager
from __future__ import annotations
from typing import TYPE_CHECKING
x: OldManager
