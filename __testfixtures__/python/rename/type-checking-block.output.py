from app.core.unified import Manager
from __future__ import annotations
from typing import TYPE_CHECKING
x: Manager
