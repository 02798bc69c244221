"""What the manager and its users share."""

import enum
from dataclasses import dataclass


class WebSocketManagerMode(enum.Enum):
    UNIFIED = "unified"
    ISOLATED = "isolated"


@dataclass
class WebSocketConnection:
    user_id: str
    connection_id: str
