from app.core import types
from app.core import unified as manager

first = manager.Manager(types.Mode)
second = types.Mode
