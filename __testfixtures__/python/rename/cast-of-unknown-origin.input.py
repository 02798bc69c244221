from app.core.manager import OldManager

import typing

types = typing
manager = types.cast("OldManager", None)
