from .types import WebSocketConnection, WebSocketManagerMode  # noqa: F401
from .unified_manager import UnifiedWebSocketManager, WebSocketManager  # noqa: F401
from .websocket_manager import get_websocket_manager, reset_manager_registry  # noqa: F401
