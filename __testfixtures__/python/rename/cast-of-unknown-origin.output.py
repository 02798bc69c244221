from app.core.unified import Manager as OldManager

import typing

types = typing
manager = types.cast("OldManager", None)
