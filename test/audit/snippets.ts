/**
 * Code that shares what belongs to users, and code that looks like it and does not, labelled by hand. What a snippet is
 * labelled with is what a reviewer should be told, whether or not the rule finds it.
 */
export interface Snippet {
  readonly name: string;
  /** The rules, without `isolation/`, that should find something; each as often as it should. */
  readonly finds: readonly string[];
  readonly code: string;
}

const manager = 'from app.ws import WebSocketManager, get_websocket_manager\n';

const cases: readonly (readonly [name: string, finds: string, code: string])[] = [
  // module-level-instance
  ['a manager at module level', 'module-level-instance missing-user-context', `${manager}manager = WebSocketManager()`],
  [
    'with a user, at module level',
    'module-level-instance',
    `${manager}manager = WebSocketManager(user_context=SYSTEM)`,
  ],
  [
    'through an alias',
    'module-level-instance',
    'from app.ws import WebSocketManager as M\nmanager = M(user_context=SYSTEM)',
  ],
  [
    'through a module',
    'module-level-instance',
    'import app.ws as ws\nmanager = ws.WebSocketManager(user_context=SYSTEM)',
  ],
  [
    'in a condition',
    'module-level-instance',
    `${manager}if DEBUG:\n    manager = WebSocketManager(user_context=SYSTEM)`,
  ],
  [
    'in a try',
    'module-level-instance',
    `${manager}try:\n    manager = WebSocketManager(user_context=SYSTEM)\nexcept Exception:\n    manager = None`,
  ],
  ['in a list', 'module-level-instance', `${manager}managers_of_all = (WebSocketManager(user_context=SYSTEM),)`],
  [
    'as an attribute of a class',
    'module-level-instance',
    `${manager}class Service:\n    manager = WebSocketManager(user_context=SYSTEM)`,
  ],
  [
    'as a default',
    'module-level-instance',
    `${manager}def send(message, manager=WebSocketManager(user_context=SYSTEM)):\n    pass`,
  ],
  ['an accessor at module level', 'module-level-instance', `${manager}manager = get_websocket_manager(SYSTEM)`],
  ['a pool at module level', 'module-level-instance', 'pool = UserWebSocketConnectionPool()'],
  [
    'over several lines',
    'module-level-instance',
    `${manager}manager: WebSocketManager = WebSocketManager(\n    user_context=SYSTEM,\n)`,
  ],
  [
    'a manager in a function',
    '',
    `${manager}def handle(user_context):\n    return WebSocketManager(user_context=user_context)`,
  ],
  [
    'a manager in a fixture',
    '',
    `${manager}import pytest\n@pytest.fixture\ndef manager(user_context):\n    return WebSocketManager(user_context=user_context)`,
  ],
  [
    'a manager of a script',
    '',
    `${manager}if __name__ == "__main__":\n    manager = WebSocketManager(user_context=SYSTEM)`,
  ],
  ['a lambda', '', `${manager}make = lambda user_context: WebSocketManager(user_context=user_context)`],
  ['the class itself', '', `${manager}manager_class = WebSocketManager`],
  ['a type', '', `${manager}from typing import Optional\nmanager: Optional[WebSocketManager] = None`],
  [
    'a mock',
    '',
    'from unittest.mock import Mock\nfrom app.ws import WebSocketManager\nmanager = Mock(spec=WebSocketManager)',
  ],
  ['a mock of its own', '', 'manager = MockWebSocketManager()'],
  [
    'a default factory',
    '',
    `${manager}from dataclasses import dataclass, field\n@dataclass\nclass Service:\n    manager: WebSocketManager = field(default_factory=WebSocketManager)`,
  ],
  ['in a string', '', 'example = """\nmanager = WebSocketManager()\n"""'],
  ['in a comment', '', '# manager = WebSocketManager()\nx = 1'],
  ['in a docstring', '', '"""manager = WebSocketManager()"""'],
  ['a logger', '', 'import logging\nlogger = logging.getLogger("WebSocketManager")'],
  ['a dependency of a framework', '', `${manager}route = Depends(get_websocket_manager)`],
  ['another kind of manager', '', 'config = ConfigurationManager()'],
  // singleton
  [
    '__new__ with _instance',
    'singleton',
    'class Registry:\n    _instance = None\n    def __new__(cls):\n        if cls._instance is None:\n            cls._instance = super().__new__(cls)\n        return cls._instance',
  ],
  [
    'get_instance',
    'singleton',
    'class FooWebSocketManager:\n    _instance: "FooWebSocketManager | None" = None\n    @classmethod\n    def get_instance(cls):\n        if cls._instance is None:\n            cls._instance = cls()\n        return cls._instance',
  ],
  [
    'by the name of the class',
    'singleton',
    'class Pool:\n    _instance = None\n    @staticmethod\n    def get():\n        if Pool._instance is None:\n            Pool._instance = Pool()\n        return Pool._instance',
  ],
  [
    'one for each class',
    'singleton',
    'class Base:\n    _instances = {}\n    def __new__(cls):\n        if cls not in cls._instances:\n            cls._instances[cls] = super().__new__(cls)\n        return cls._instances[cls]',
  ],
  [
    '__instance',
    'singleton',
    'class Hub:\n    __instance = None\n    def __new__(cls):\n        if not cls.__instance:\n            cls.__instance = object.__new__(cls)\n        return cls.__instance',
  ],
  ['a metaclass', 'singleton', 'class Hub(metaclass=Singleton):\n    pass'],
  ['a metaclass of a module', 'singleton', 'class Hub(Base, metaclass=patterns.SingletonMeta):\n    pass'],
  ['a decorator', 'singleton', '@singleton\nclass Hub:\n    pass'],
  [
    'from inside of a lock',
    'singleton',
    'class Hub:\n    _instance = None\n    @classmethod\n    def get(cls):\n        with cls._lock:\n            cls._instance = cls()\n            return cls._instance',
  ],
  [
    'an instance that is never set',
    '',
    'class Hub:\n    _instance = None\n    def get(self):\n        return self._instance',
  ],
  [
    'an attribute of each object',
    '',
    'class Proxy:\n    def __init__(self, instance):\n        self._instance = instance',
  ],
  [
    'one for each user',
    '',
    'class Hub:\n    _instances = {}\n    @classmethod\n    def of(cls, user_id):\n        if user_id not in cls._instances:\n            cls._instances[user_id] = cls()\n        return cls._instances[user_id]',
  ],
  [
    '__new__ of a tuple',
    '',
    'class Point(tuple):\n    def __new__(cls, x, y):\n        return super().__new__(cls, (x, y))',
  ],
  ['a local variable', '', 'def make():\n    _instance = Hub()\n    return _instance'],
  ['reset in a test', '', 'def test_reset():\n    Hub._instance = None'],
  ['an enumeration', '', 'from enum import Enum\nclass Mode(Enum):\n    SINGLE = "singleton"'],
  // module-state
  [
    'connections of the module',
    'module-state',
    'active_connections = {}\ndef add(key, socket):\n    active_connections[key] = socket',
  ],
  ['with an annotation', 'module-state', 'from typing import Dict\n_user_sessions: Dict[str, object] = {}'],
  ['a defaultdict', 'module-state', 'from collections import defaultdict\nconnections_by_user = defaultdict(set)'],
  ['a set', 'module-state', 'connected_clients = set()'],
  ['a list', 'module-state', 'websockets = []'],
  ['weak references', 'module-state', 'import weakref\n_managers = weakref.WeakValueDictionary()'],
  ['in capitals', 'module-state', '_USER_MANAGER_REGISTRY = {}'],
  ['filled, and changed', 'module-state', 'sessions = {"system": 1}\ndef end(key):\n    sessions.pop(key, None)'],
  ['in a condition of the module', 'module-state', 'if True:\n    user_cache = dict()'],
  ['a constant tuple', '', 'DEFAULT_USERS = ("admin", "guest")'],
  ['a constant list', '', 'ALLOWED_CLIENTS = ["web", "mobile"]'],
  ['a constant dictionary', '', 'CLIENTS = {"web": 1, "mobile": 2}'],
  ['a frozenset', '', 'SYSTEM_USERS = frozenset({"root"})'],
  ['a read-only view', '', 'from types import MappingProxyType\nSESSIONS = MappingProxyType({})'],
  [
    'a ContextVar',
    '',
    'from contextvars import ContextVar\ncurrent_sessions = ContextVar("current_sessions", default=None)',
  ],
  ['of a function', '', 'def handle(request):\n    active_connections = {}\n    return active_connections'],
  [
    'of a fixture',
    '',
    'import pytest\n@pytest.fixture\ndef sessions():\n    user_sessions = {}\n    return user_sessions',
  ],
  ['of an instance', '', 'class Manager:\n    def __init__(self):\n        self.connections = {}'],
  ['another kind of state', '', 'handlers = {}\ndef register(name, handler):\n    handlers[name] = handler'],
  ['of each thread', '', 'import threading\nuser_sessions = threading.local()'],
  ['declared final', '', 'from typing import Final, Mapping\nUSERS: Final[Mapping[str, str]] = {}'],
  // class-state
  [
    'connections of the class',
    'class-state',
    'class Hub:\n    connections = {}\n    def add(self, key, socket):\n        self.connections[key] = socket',
  ],
  [
    'ClassVar',
    'class-state',
    'from typing import ClassVar, Dict\nclass Hub:\n    _user_sessions: ClassVar[Dict[str, object]] = {}',
  ],
  ['a set of the class', 'class-state', 'class Hub:\n    active_users = set()'],
  [
    'a defaultdict of the class',
    'class-state',
    'from collections import defaultdict\nclass Hub:\n    sockets_by_user = defaultdict(list)',
  ],
  ['of a class in a class', 'class-state', 'class Outer:\n    class Hub:\n        clients = []'],
  [
    'behind other attributes',
    'class-state',
    'class Hub:\n    """A hub."""\n    name = "hub"\n    _managers = {}\n    def run(self):\n        self._managers.clear()',
  ],
  [
    'each instance has its own',
    '',
    'class Hub:\n    connections = {}\n    def __init__(self):\n        self.connections = {}',
  ],
  [
    'a frozen dataclass',
    '',
    'from dataclasses import dataclass\n@dataclass(frozen=True)\nclass Context:\n    user_id: str\n    sessions: tuple = ()',
  ],
  [
    'a field with a factory',
    '',
    'from dataclasses import dataclass, field\n@dataclass\nclass Hub:\n    connections: dict = field(default_factory=dict)',
  ],
  ['a model of pydantic', '', 'from pydantic import BaseModel\nclass State(BaseModel):\n    sessions: dict = {}'],
  [
    'a table of constants',
    '',
    'class Limits:\n    USERS = {"free": 1, "paid": 10}\n    def of(self, plan):\n        return self.USERS[plan]',
  ],
  ['slots', '', 'class Hub:\n    __slots__ = ["connections"]'],
  [
    'a per-request dictionary in a method',
    '',
    'class Hub:\n    def handle(self, request):\n        sessions = {}\n        return sessions',
  ],
  ['only declared', '', 'class Hub:\n    connections: dict\n    def __init__(self):\n        self.connections = {}'],
  // global-rebinding
  [
    'a manager made on demand',
    'global-rebinding',
    '_websocket_manager = None\ndef get():\n    global _websocket_manager\n    if _websocket_manager is None:\n        _websocket_manager = WebSocketManager(user_context=SYSTEM)\n    return _websocket_manager',
  ],
  [
    'a manager under another name',
    'global-rebinding',
    `${manager}_current = None\ndef start(user_context):\n    global _current\n    _current = WebSocketManager(user_context=user_context)`,
  ],
  [
    'handed in',
    'global-rebinding',
    '_websocket_manager = None\ndef use(manager):\n    global _websocket_manager\n    _websocket_manager = manager',
  ],
  [
    'of an accessor',
    'global-rebinding',
    `${manager}_it = None\ndef start(user_context):\n    global _it\n    _it = get_websocket_manager(user_context)`,
  ],
  [
    'sessions replaced',
    'global-rebinding module-state',
    'sessions = {}\ndef load(data):\n    global sessions\n    sessions = dict(data)',
  ],
  [
    'one of several names',
    'global-rebinding',
    '_websocket_manager = None\ncount = 0\ndef use(manager):\n    global count, _websocket_manager\n    count += 1\n    _websocket_manager = manager',
  ],
  [
    'in an async function',
    'global-rebinding',
    '_websocket_bridge = None\nasync def use(bridge):\n    global _websocket_bridge\n    _websocket_bridge = bridge',
  ],
  ['a counter', '', 'count = 0\ndef bump():\n    global count\n    count += 1'],
  [
    'only read',
    '',
    '_websocket_manager = None\ndef get():\n    global _websocket_manager\n    return _websocket_manager',
  ],
  [
    'only reset',
    '',
    '_websocket_manager = None\ndef reset():\n    global _websocket_manager\n    _websocket_manager = None',
  ],
  [
    'a pool of a database',
    '',
    '_connection_manager = None\ndef get():\n    global _connection_manager\n    _connection_manager = DatabaseConnectionManager()\n    return _connection_manager',
  ],
  [
    'a local of the same name',
    '',
    'def handle(user_context):\n    _websocket_manager = make(user_context)\n    return _websocket_manager',
  ],
  ['a configuration', '', '_config = None\ndef load():\n    global _config\n    _config = read()'],
  // cached-accessor
  [
    'lru_cache on an accessor',
    'cached-accessor',
    'from functools import lru_cache\n@lru_cache\ndef get_websocket_manager():\n    return make()',
  ],
  [
    'called, of a module',
    'cached-accessor',
    'import functools\n@functools.lru_cache(maxsize=1)\ndef get_websocket_manager():\n    return make()',
  ],
  [
    'cache on what returns one',
    'cached-accessor',
    'from functools import cache\nfrom app.ws import WebSocketManager\n@cache\ndef provide() -> WebSocketManager:\n    return make()',
  ],
  [
    'cache on what makes one',
    'cached-accessor',
    'from functools import cache\nfrom app.ws import WebSocketManager\n@cache\ndef provide(user_context):\n    return WebSocketManager(user_context=user_context)',
  ],
  [
    'by user',
    'cached-accessor',
    'from functools import lru_cache\n@lru_cache(maxsize=None)\ndef get_websocket_manager(user_id):\n    return make(user_id)',
  ],
  [
    'behind another decorator',
    'cached-accessor',
    'from functools import cache\n@cache\n@traced\ndef get_websocket_manager():\n    return make()',
  ],
  [
    'in a class',
    'cached-accessor',
    'from functools import cache\nclass Provider:\n    @staticmethod\n    @cache\n    def get_websocket_manager():\n        return make()',
  ],
  [
    'a cache of settings',
    '',
    'from functools import lru_cache\n@lru_cache\ndef get_settings():\n    return Settings()',
  ],
  [
    'a cache of a calculation',
    '',
    'from functools import cache\n@cache\ndef fibonacci(n):\n    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)',
  ],
  [
    'an accessor without a cache',
    '',
    '@traced\ndef get_websocket_manager(user_context):\n    return make(user_context)',
  ],
  [
    'a cached property',
    '',
    'from functools import cached_property\nclass Request:\n    @cached_property\n    def headers(self):\n        return dict(self.raw)',
  ],
  [
    'the word in a string',
    '',
    'text = "@lru_cache"\ndef get_websocket_manager(user_context):\n    return make(user_context)',
  ],
  // missing-user-context
  ['an accessor with nothing', 'missing-user-context', `${manager}def handle():\n    return get_websocket_manager()`],
  [
    'awaited',
    'missing-user-context',
    `${manager}async def handle():\n    manager = await get_websocket_manager()\n    return manager`,
  ],
  ['with None', 'missing-user-context', `${manager}def handle():\n    return get_websocket_manager(user_context=None)`],
  ['None by position', 'missing-user-context', `${manager}def handle():\n    return get_websocket_manager(None)`],
  ['the constructor', 'missing-user-context', `${manager}def handle():\n    return WebSocketManager()`],
  [
    'the constructor with a mode',
    'missing-user-context',
    `${manager}def handle(mode):\n    return WebSocketManager(mode=mode)`,
  ],
  ['of a module', 'missing-user-context', 'import app.ws as ws\ndef handle():\n    return ws.get_websocket_manager()'],
  [
    'an alias of the import',
    'missing-user-context',
    'from app.ws import get_websocket_manager as get\nfrom app.ws import get_websocket_manager\ndef handle():\n    return get()',
  ],
  ['with a context', '', `${manager}def handle(user_context):\n    return get_websocket_manager(user_context)`],
  ['with a keyword', '', `${manager}def handle(ctx):\n    return get_websocket_manager(user_context=ctx)`],
  [
    'with what is unpacked',
    '',
    `${manager}def handle(*args, **kwargs):\n    return get_websocket_manager(*args, **kwargs)`,
  ],
  [
    'the constructor with a user',
    '',
    `${manager}def handle(user):\n    return WebSocketManager(mode="isolated", user_id=user.id)`,
  ],
  [
    'a test that it is refused',
    '',
    `${manager}import pytest\ndef test():\n    with pytest.raises(ValueError, match="context"):\n        get_websocket_manager(user_context=None)`,
  ],
  ['a helper of tests', '', 'from helpers import RealWebSocketManager\ndef test():\n    return RealWebSocketManager()'],
  ['a method of that name', '', 'class A:\n    def handle(self):\n        return self.get_websocket_manager()'],
  ['another function of that name', '', 'def handle(get_websocket_manager):\n    return get_websocket_manager()'],
  ['its definition', '', 'def get_websocket_manager(user_context=None):\n    return make(user_context)'],
  ['handed on, not called', '', `${manager}def handle():\n    return run(get_websocket_manager)`],
  ['a factory', '', 'from app.ws import WebSocketManagerFactory\ndef handle():\n    return WebSocketManagerFactory()'],
  // import-time-task
  ['a task at import', 'import-time-task', 'import asyncio\nasyncio.create_task(websocket_manager.clean_up())'],
  [
    'a thread at import',
    'import-time-task',
    'import threading\nthreading.Thread(target=websocket_manager.run, daemon=True).start()',
  ],
  [
    'ensure_future',
    'import-time-task',
    'from asyncio import ensure_future\ntask = ensure_future(websocket_manager.run())',
  ],
  ['a job of a scheduler', 'import-time-task', 'scheduler.add_job(websocket_manager.clean_up, "interval", minutes=5)'],
  [
    'in the body of a class',
    'import-time-task',
    'import threading\nclass Service:\n    thread = threading.Timer(5, websocket_manager.clean_up)',
  ],
  [
    'a lambda that captures',
    'import-time-task',
    'import threading\nthreading.Timer(5, lambda: websocket_manager.clean_up()).start()',
  ],
  [
    'a task of a function',
    '',
    'import asyncio\nasync def start(websocket_manager):\n    asyncio.create_task(websocket_manager.run())',
  ],
  ['a thread without a manager', '', 'import threading\nthreading.Thread(target=report, daemon=True).start()'],
  [
    'a task of a script',
    '',
    'import asyncio\nif __name__ == "__main__":\n    asyncio.ensure_future(websocket_manager.run())',
  ],
  ['a type of thread', '', 'import threading\nclass Runner(threading.Thread):\n    websocket_manager = None'],
  [
    'a fixture that starts one',
    '',
    'import asyncio, pytest\n@pytest.fixture\nasync def running(websocket_manager):\n    return asyncio.create_task(websocket_manager.run())',
  ],
  // mutable-default
  ['a list', 'mutable-default', 'def send(message, clients=[]):\n    clients.append(message)'],
  ['a dictionary', 'mutable-default', 'def send(message, options={}):\n    return options'],
  ['with an annotation', 'mutable-default', 'def send(message: str, clients: list[str] = []) -> None:\n    pass'],
  ['a call', 'mutable-default', 'def send(message, seen=set()):\n    seen.add(message)'],
  ['over several lines', 'mutable-default', 'def send(\n    message,\n    clients=[],\n):\n    pass'],
  ['only by keyword', 'mutable-default', 'def send(message, *, headers={}):\n    pass'],
  ['of a method', 'mutable-default', 'class A:\n    async def send(self, users=[]):\n        pass'],
  ['two of them', 'mutable-default mutable-default', 'def send(a=[], b={}):\n    pass'],
  ['not empty', 'mutable-default', 'def send(kinds=["a"]):\n    kinds.append("b")'],
  ['None', '', 'def send(message, clients=None):\n    clients = clients or []'],
  ['a tuple', '', 'def send(message, clients=()):\n    pass'],
  ['a frozenset', '', 'def send(message, kinds=frozenset({"a"})):\n    pass'],
  ['a string in brackets', '', 'def send(message="[]", other="={}"):\n    pass'],
  ['an argument of a call', '', 'def send(field=Field(default=[])):\n    pass'],
  ['a call with a list', '', 'result = send(clients=[])'],
  ['a comparison', '', 'def is_empty(value):\n    return value == []'],
];

export const snippets: readonly Snippet[] = cases.map(([name, finds, code]) => ({
  name,
  finds: finds === '' ? [] : finds.split(' '),
  code: `${code}\n`,
}));
