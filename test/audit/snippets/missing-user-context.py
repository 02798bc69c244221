#: an accessor with nothing → missing-user-context
from app.ws import WebSocketManager, get_websocket_manager
def handle():
    return get_websocket_manager()

#: awaited → missing-user-context
from app.ws import WebSocketManager, get_websocket_manager
async def handle():
    manager = await get_websocket_manager()
    return manager

#: with None → missing-user-context
from app.ws import WebSocketManager, get_websocket_manager
def handle():
    return get_websocket_manager(user_context=None)

#: None by position → missing-user-context
from app.ws import WebSocketManager, get_websocket_manager
def handle():
    return get_websocket_manager(None)

#: the constructor → missing-user-context
from app.ws import WebSocketManager, get_websocket_manager
def handle():
    return WebSocketManager()

#: the constructor with a mode → missing-user-context
from app.ws import WebSocketManager, get_websocket_manager
def handle(mode):
    return WebSocketManager(mode=mode)

#: of a module → missing-user-context
import app.ws as ws
def handle():
    return ws.get_websocket_manager()

#: an alias of the import → missing-user-context
from app.ws import get_websocket_manager as get
from app.ws import get_websocket_manager
def handle():
    return get()

#: with a context → nothing
from app.ws import WebSocketManager, get_websocket_manager
def handle(user_context):
    return get_websocket_manager(user_context)

#: with a keyword → nothing
from app.ws import WebSocketManager, get_websocket_manager
def handle(ctx):
    return get_websocket_manager(user_context=ctx)

#: with what is unpacked → nothing
from app.ws import WebSocketManager, get_websocket_manager
def handle(*args, **kwargs):
    return get_websocket_manager(*args, **kwargs)

#: the constructor with a user → nothing
from app.ws import WebSocketManager, get_websocket_manager
def handle(user):
    return WebSocketManager(mode="isolated", user_id=user.id)

#: a test that it is refused → nothing
from app.ws import WebSocketManager, get_websocket_manager
import pytest
def test():
    with pytest.raises(ValueError, match="context"):
        get_websocket_manager(user_context=None)

#: a helper of tests → nothing
from helpers import RealWebSocketManager
def test():
    return RealWebSocketManager()

#: a method of that name → nothing
class A:
    def handle(self):
        return self.get_websocket_manager()

#: another function of that name → nothing
def handle(get_websocket_manager):
    return get_websocket_manager()

#: its definition → nothing
def get_websocket_manager(user_context=None):
    return make(user_context)

#: handed on, not called → nothing
from app.ws import WebSocketManager, get_websocket_manager
def handle():
    return run(get_websocket_manager)

#: a factory → nothing
from app.ws import WebSocketManagerFactory
def handle():
    return WebSocketManagerFactory()
