#: a manager made on demand → global-rebinding
_websocket_manager = None
def get():
    global _websocket_manager
    if _websocket_manager is None:
        _websocket_manager = WebSocketManager(user_context=SYSTEM)
    return _websocket_manager

#: a manager under another name → global-rebinding
from app.ws import WebSocketManager, get_websocket_manager
_current = None
def start(user_context):
    global _current
    _current = WebSocketManager(user_context=user_context)

#: handed in → global-rebinding
_websocket_manager = None
def use(manager):
    global _websocket_manager
    _websocket_manager = manager

#: of an accessor → global-rebinding
from app.ws import WebSocketManager, get_websocket_manager
_it = None
def start(user_context):
    global _it
    _it = get_websocket_manager(user_context)

#: sessions replaced → global-rebinding module-state
sessions = {}
def load(data):
    global sessions
    sessions = dict(data)

#: one of several names → global-rebinding
_websocket_manager = None
count = 0
def use(manager):
    global count, _websocket_manager
    count += 1
    _websocket_manager = manager

#: in an async function → global-rebinding
_websocket_bridge = None
async def use(bridge):
    global _websocket_bridge
    _websocket_bridge = bridge

#: a counter → nothing
count = 0
def bump():
    global count
    count += 1

#: only read → nothing
_websocket_manager = None
def get():
    global _websocket_manager
    return _websocket_manager

#: only reset → nothing
_websocket_manager = None
def reset():
    global _websocket_manager
    _websocket_manager = None

#: a pool of a database → nothing
_connection_manager = None
def get():
    global _connection_manager
    _connection_manager = DatabaseConnectionManager()
    return _connection_manager

#: a local of the same name → nothing
def handle(user_context):
    _websocket_manager = make(user_context)
    return _websocket_manager

#: a configuration → nothing
_config = None
def load():
    global _config
    _config = read()
