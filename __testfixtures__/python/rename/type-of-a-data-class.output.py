from app.core.unified import Manager as OldManager

from dataclasses import make_dataclass

Row = make_dataclass("Row", [("manager", "OldManager")])
