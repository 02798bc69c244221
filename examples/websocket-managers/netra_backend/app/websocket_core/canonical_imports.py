"""Another attempt at one place to import from."""

from netra_backend.app.websocket_core import (  # noqa: F401
    UnifiedWebSocketManager,
    WebSocketManagerMode,
    get_websocket_manager,
)
