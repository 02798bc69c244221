from app.core import unified as manager, types

first = manager.Manager(types.Mode)
second = types.Mode
