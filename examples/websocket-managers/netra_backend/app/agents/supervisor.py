"""Tells the user what the agents do."""

try:
    from netra_backend.app.websocket_core.manager import WebSocketManager
except ImportError:
    WebSocketManager = None


def describe_manager() -> str:
    from ..websocket_core.websocket_manager import WebSocketManager as Manager, get_websocket_manager

    manager = get_websocket_manager()
    assert WebSocketManager is not None and isinstance(manager, Manager)
    return f"{type(manager).__name__} with {manager.count()} connections"
