from app.core import manager, types
from app.core import unified

first = unified.Manager(types.Mode)
second = types.Mode
