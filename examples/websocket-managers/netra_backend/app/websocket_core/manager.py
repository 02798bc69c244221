"""Kept so that old imports still work."""

from netra_backend.app.websocket_core.unified_manager import UnifiedWebSocketManager, WebSocketManager  # noqa: F401
