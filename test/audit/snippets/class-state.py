#: connections of the class → class-state
class Hub:
    connections = {}
    def add(self, key, socket):
        self.connections[key] = socket

#: ClassVar → class-state
from typing import ClassVar, Dict
class Hub:
    _user_sessions: ClassVar[Dict[str, object]] = {}

#: a set of the class → class-state
class Hub:
    active_users = set()

#: a defaultdict of the class → class-state
from collections import defaultdict
class Hub:
    sockets_by_user = defaultdict(list)

#: of a class in a class → class-state
class Outer:
    class Hub:
        clients = []

#: behind other attributes → class-state
class Hub:
    """A hub."""
    name = "hub"
    _managers = {}
    def run(self):
        self._managers.clear()

#: each instance has its own → nothing
class Hub:
    connections = {}
    def __init__(self):
        self.connections = {}

#: a frozen dataclass → nothing
from dataclasses import dataclass
@dataclass(frozen=True)
class Context:
    user_id: str
    sessions: tuple = ()

#: a field with a factory → nothing
from dataclasses import dataclass, field
@dataclass
class Hub:
    connections: dict = field(default_factory=dict)

#: a model of pydantic → nothing
from pydantic import BaseModel
class State(BaseModel):
    sessions: dict = {}

#: a table of constants → nothing
class Limits:
    USERS = {"free": 1, "paid": 10}
    def of(self, plan):
        return self.USERS[plan]

#: slots → nothing
class Hub:
    __slots__ = ["connections"]

#: a per-request dictionary in a method → nothing
class Hub:
    def handle(self, request):
        sessions = {}
        return sessions

#: only declared → nothing
class Hub:
    connections: dict
    def __init__(self):
        self.connections = {}
