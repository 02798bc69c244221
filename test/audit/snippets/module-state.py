#: connections of the module → module-state
active_connections = {}
def add(key, socket):
    active_connections[key] = socket

#: with an annotation → module-state
from typing import Dict
_user_sessions: Dict[str, object] = {}

#: a defaultdict → module-state
from collections import defaultdict
connections_by_user = defaultdict(set)

#: a set → module-state
connected_clients = set()

#: a list → module-state
websockets = []

#: weak references → module-state
import weakref
_managers = weakref.WeakValueDictionary()

#: in capitals → module-state
_USER_MANAGER_REGISTRY = {}

#: filled, and changed → module-state
sessions = {"system": 1}
def end(key):
    sessions.pop(key, None)

#: in a condition of the module → module-state
if True:
    user_cache = dict()

#: a constant tuple → nothing
DEFAULT_USERS = ("admin", "guest")

#: a constant list → nothing
ALLOWED_CLIENTS = ["web", "mobile"]

#: a constant dictionary → nothing
CLIENTS = {"web": 1, "mobile": 2}

#: a frozenset → nothing
SYSTEM_USERS = frozenset({"root"})

#: a read-only view → nothing
from types import MappingProxyType
SESSIONS = MappingProxyType({})

#: a ContextVar → nothing
from contextvars import ContextVar
current_sessions = ContextVar("current_sessions", default=None)

#: of a function → nothing
def handle(request):
    active_connections = {}
    return active_connections

#: of a fixture → nothing
import pytest
@pytest.fixture
def sessions():
    user_sessions = {}
    return user_sessions

#: of an instance → nothing
class Manager:
    def __init__(self):
        self.connections = {}

#: another kind of state → nothing
handlers = {}
def register(name, handler):
    handlers[name] = handler

#: of each thread → nothing
import threading
user_sessions = threading.local()

#: declared final → nothing
from typing import Final, Mapping
USERS: Final[Mapping[str, str]] = {}
