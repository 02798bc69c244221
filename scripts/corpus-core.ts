/** The package that the imports of the corpus lead into: paths and texts. All its modules can be imported. */
export function coreFiles(): [string, string][] {
  const core = 'netra_backend/app/websocket_core';
  return [
    ['netra_backend/__init__.py', ''],
    ['netra_backend/app/__init__.py', ''],
    ['shared/__init__.py', ''],
    [`${core}/types.py`, types],
    [`${core}/protocols.py`, protocols],
    [`${core}/unified_manager.py`, unifiedManager],
    [`${core}/websocket_manager.py`, websocketManager],
    [`${core}/manager.py`, manager],
    [`${core}/connection_manager.py`, connectionManager],
    [`${core}/canonical_imports.py`, canonicalImports],
    [`${core}/__init__.py`, facade],
  ];
}

const types = `"""What managers and their users share."""

import enum
import json


class WebSocketManagerMode(enum.Enum):
    UNIFIED = "unified"
    ISOLATED = "isolated"


class WebSocketConnection:
    def __init__(self, user_id, connection_id):
        self.user_id = user_id
        self.connection_id = connection_id


def _serialize_message_safely(message):
    return json.dumps(message, default=str)
`;

const protocols = `"""What every manager can do."""

from typing import Protocol


class WebSocketManagerProtocol(Protocol):
    def connect(self, user_id, connection_id): ...
`;

const unifiedManager = `"""The manager that stays."""

from .types import WebSocketConnection, WebSocketManagerMode, _serialize_message_safely


class UnifiedWebSocketManager:
    def __init__(self, mode=WebSocketManagerMode.UNIFIED):
        self.mode = mode
        self.connections = []

    def connect(self, user_id, connection_id):
        self.connections.append(WebSocketConnection(user_id, connection_id))

    def send(self, message):
        return _serialize_message_safely(message)
`;

const websocketManager = `"""Access to the manager, and a factory that stands for it."""

from .types import WebSocketConnection, WebSocketManagerMode, _serialize_message_safely
from .unified_manager import UnifiedWebSocketManager

_manager = None


class _WebSocketManagerFactory:
    def __new__(cls, *args, **kwargs):
        return UnifiedWebSocketManager(*args, **kwargs)


WebSocketManager = _WebSocketManagerFactory


def get_websocket_manager():
    global _manager
    if _manager is None:
        _manager = UnifiedWebSocketManager()
    return _manager


def create_test_user_context():
    return WebSocketConnection("test", "test")


def reset_manager_registry():
    global _manager
    _manager = None
`;

const manager = `"""Kept for old imports."""

from netra_backend.app.websocket_core.unified_manager import UnifiedWebSocketManager

WebSocketManager = UnifiedWebSocketManager
`;

const connectionManager = `"""Kept for old imports."""

from netra_backend.app.websocket_core.unified_manager import UnifiedWebSocketManager

WebSocketConnectionManager = UnifiedWebSocketManager
ConnectionManager = UnifiedWebSocketManager
`;

const canonicalImports = `"""Another place to import from."""

from .websocket_manager import get_websocket_manager


def create_websocket_manager():
    return get_websocket_manager()
`;

const facade = `from .unified_manager import UnifiedWebSocketManager
from .websocket_manager import get_websocket_manager

WebSocketManager = UnifiedWebSocketManager


def create_websocket_manager():
    return get_websocket_manager()
`;
