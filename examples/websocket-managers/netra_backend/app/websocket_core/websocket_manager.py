"""Access to the manager of the running application."""

from .types import WebSocketConnection, WebSocketManagerMode  # noqa: F401
from .unified_manager import UnifiedWebSocketManager

WebSocketManager = UnifiedWebSocketManager

_manager = None


def get_websocket_manager():
    global _manager
    if _manager is None:
        _manager = UnifiedWebSocketManager()
    return _manager


def reset_manager_registry():
    global _manager
    _manager = None
