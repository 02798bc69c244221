#: lru_cache on an accessor → cached-accessor
from functools import lru_cache
@lru_cache
def get_websocket_manager():
    return make()

#: called, of a module → cached-accessor
import functools
@functools.lru_cache(maxsize=1)
def get_websocket_manager():
    return make()

#: cache on what returns one → cached-accessor
from functools import cache
from app.ws import WebSocketManager
@cache
def provide() -> WebSocketManager:
    return make()

#: cache on what makes one → cached-accessor
from functools import cache
from app.ws import WebSocketManager
@cache
def provide(user_context):
    return WebSocketManager(user_context=user_context)

#: by user → cached-accessor
from functools import lru_cache
@lru_cache(maxsize=None)
def get_websocket_manager(user_id):
    return make(user_id)

#: behind another decorator → cached-accessor
from functools import cache
@cache
@traced
def get_websocket_manager():
    return make()

#: in a class → cached-accessor
from functools import cache
class Provider:
    @staticmethod
    @cache
    def get_websocket_manager():
        return make()

#: a cache of settings → nothing
from functools import lru_cache
@lru_cache
def get_settings():
    return Settings()

#: a cache of a calculation → nothing
from functools import cache
@cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

#: an accessor without a cache → nothing
@traced
def get_websocket_manager(user_context):
    return make(user_context)

#: a cached property → nothing
from functools import cached_property
class Request:
    @cached_property
    def headers(self):
        return dict(self.raw)

#: the word in a string → nothing
text = "@lru_cache"
def get_websocket_manager(user_context):
    return make(user_context)
