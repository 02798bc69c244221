"""The one WebSocket manager."""

from .types import WebSocketConnection, WebSocketManagerMode


class UnifiedWebSocketManager:
    """Holds the open connections of the users."""

    def __init__(self, mode=WebSocketManagerMode.UNIFIED):
        self.mode = mode
        self.connections = {}

    def connect(self, user_id, connection_id):
        connection = WebSocketConnection(user_id, connection_id)
        self.connections.setdefault(user_id, []).append(connection)
        return connection

    def count(self):
        return sum(len(group) for group in self.connections.values())


# The name that it had before.
WebSocketManager = UnifiedWebSocketManager
