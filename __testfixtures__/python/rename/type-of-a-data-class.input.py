from app.core.manager import OldManager

from dataclasses import make_dataclass

Row = make_dataclass("Row", [("manager", "OldManager")])
