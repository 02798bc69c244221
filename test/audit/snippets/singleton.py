#: __new__ with _instance → singleton
class Registry:
    _instance = None
    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

#: get_instance → singleton
class FooWebSocketManager:
    _instance: "FooWebSocketManager | None" = None
    @classmethod
    def get_instance(cls):
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance

#: by the name of the class → singleton
class Pool:
    _instance = None
    @staticmethod
    def get():
        if Pool._instance is None:
            Pool._instance = Pool()
        return Pool._instance

#: one for each class → singleton
class Base:
    _instances = {}
    def __new__(cls):
        if cls not in cls._instances:
            cls._instances[cls] = super().__new__(cls)
        return cls._instances[cls]

#: __instance → singleton
class Hub:
    __instance = None
    def __new__(cls):
        if not cls.__instance:
            cls.__instance = object.__new__(cls)
        return cls.__instance

#: a metaclass → singleton
class Hub(metaclass=Singleton):
    pass

#: a metaclass of a module → singleton
class Hub(Base, metaclass=patterns.SingletonMeta):
    pass

#: a decorator → singleton
@singleton
class Hub:
    pass

#: from inside of a lock → singleton
class Hub:
    _instance = None
    @classmethod
    def get(cls):
        with cls._lock:
            cls._instance = cls()
            return cls._instance

#: an instance that is never set → nothing
class Hub:
    _instance = None
    def get(self):
        return self._instance

#: an attribute of each object → nothing
class Proxy:
    def __init__(self, instance):
        self._instance = instance

#: one for each user → nothing
class Hub:
    _instances = {}
    @classmethod
    def of(cls, user_id):
        if user_id not in cls._instances:
            cls._instances[user_id] = cls()
        return cls._instances[user_id]

#: __new__ of a tuple → nothing
class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

#: a local variable → nothing
def make():
    _instance = Hub()
    return _instance

#: reset in a test → nothing
def test_reset():
    Hub._instance = None

#: an enumeration → nothing
from enum import Enum
class Mode(Enum):
    SINGLE = "singleton"
