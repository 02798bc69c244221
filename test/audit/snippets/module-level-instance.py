#: a manager at module level → module-level-instance missing-user-context
from app.ws import WebSocketManager, get_websocket_manager
manager = WebSocketManager()

#: with a user, at module level → module-level-instance
from app.ws import WebSocketManager, get_websocket_manager
manager = WebSocketManager(user_context=SYSTEM)

#: through an alias → module-level-instance
from app.ws import WebSocketManager as M
manager = M(user_context=SYSTEM)

#: through a module → module-level-instance
import app.ws as ws
manager = ws.WebSocketManager(user_context=SYSTEM)

#: in a condition → module-level-instance
from app.ws import WebSocketManager, get_websocket_manager
if DEBUG:
    manager = WebSocketManager(user_context=SYSTEM)

#: in a try → module-level-instance
from app.ws import WebSocketManager, get_websocket_manager
try:
    manager = WebSocketManager(user_context=SYSTEM)
except Exception:
    manager = None

#: in a list → module-level-instance
from app.ws import WebSocketManager, get_websocket_manager
managers_of_all = (WebSocketManager(user_context=SYSTEM),)

#: as an attribute of a class → module-level-instance
from app.ws import WebSocketManager, get_websocket_manager
class Service:
    manager = WebSocketManager(user_context=SYSTEM)

#: as a default → module-level-instance
from app.ws import WebSocketManager, get_websocket_manager
def send(message, manager=WebSocketManager(user_context=SYSTEM)):
    pass

#: an accessor at module level → module-level-instance
from app.ws import WebSocketManager, get_websocket_manager
manager = get_websocket_manager(SYSTEM)

#: a pool at module level → module-level-instance
pool = UserWebSocketConnectionPool()

#: over several lines → module-level-instance
from app.ws import WebSocketManager, get_websocket_manager
manager: WebSocketManager = WebSocketManager(
    user_context=SYSTEM,
)

#: a manager in a function → nothing
from app.ws import WebSocketManager, get_websocket_manager
def handle(user_context):
    return WebSocketManager(user_context=user_context)

#: a manager in a fixture → nothing
from app.ws import WebSocketManager, get_websocket_manager
import pytest
@pytest.fixture
def manager(user_context):
    return WebSocketManager(user_context=user_context)

#: a manager of a script → nothing
from app.ws import WebSocketManager, get_websocket_manager
if __name__ == "__main__":
    manager = WebSocketManager(user_context=SYSTEM)

#: a lambda → nothing
from app.ws import WebSocketManager, get_websocket_manager
make = lambda user_context: WebSocketManager(user_context=user_context)

#: the class itself → nothing
from app.ws import WebSocketManager, get_websocket_manager
manager_class = WebSocketManager

#: a type → nothing
from app.ws import WebSocketManager, get_websocket_manager
from typing import Optional
manager: Optional[WebSocketManager] = None

#: a mock → nothing
from unittest.mock import Mock
from app.ws import WebSocketManager
manager = Mock(spec=WebSocketManager)

#: a mock of its own → nothing
manager = MockWebSocketManager()

#: a default factory → nothing
from app.ws import WebSocketManager, get_websocket_manager
from dataclasses import dataclass, field
@dataclass
class Service:
    manager: WebSocketManager = field(default_factory=WebSocketManager)

#: in a string → nothing
example = """
manager = WebSocketManager()
"""

#: in a comment → nothing
# manager = WebSocketManager()
x = 1

#: in a docstring → nothing
"""manager = WebSocketManager()"""

#: a logger → nothing
import logging
logger = logging.getLogger("WebSocketManager")

#: a dependency of a framework → nothing
from app.ws import WebSocketManager, get_websocket_manager
route = Depends(get_websocket_manager)

#: another kind of manager → nothing
config = ConfigurationManager()
