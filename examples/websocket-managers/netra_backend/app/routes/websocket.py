"""The route that browsers connect to."""

from netra_backend.app.websocket_core import (
    UnifiedWebSocketManager,  # the class, for annotations
    WebSocketConnection,
    get_websocket_manager,
)


def open_connection(user_id: str, connection_id: str) -> WebSocketConnection:
    manager: UnifiedWebSocketManager = get_websocket_manager()
    return manager.connect(user_id, connection_id)
