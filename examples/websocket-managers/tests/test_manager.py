import unittest

from netra_backend.app.agents.supervisor import describe_manager
from netra_backend.app.routes.websocket import open_connection
from netra_backend.app.websocket_core.canonical_imports import WebSocketManagerMode, get_websocket_manager
from netra_backend.app.websocket_core.manager import UnifiedWebSocketManager; LIMIT = 3


class ManagerTest(unittest.TestCase):
    def setUp(self):
        from netra_backend.app.websocket_core import reset_manager_registry  # type: ignore

        reset_manager_registry()

    def test_connections_are_counted(self):
        for k in range(LIMIT):
            open_connection("ada", f"connection {k}")
        self.assertEqual(describe_manager(), "UnifiedWebSocketManager with 3 connections")

    def test_there_is_one_manager(self):
        self.assertIs(get_websocket_manager(), get_websocket_manager())
        self.assertIsInstance(get_websocket_manager(), UnifiedWebSocketManager)
        self.assertEqual(get_websocket_manager().mode, WebSocketManagerMode.UNIFIED)


if __name__ == "__main__":
    unittest.main()
