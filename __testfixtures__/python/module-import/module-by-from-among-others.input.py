from app.core import manager, types

first = manager.OldManager(manager.Mode)
second = types.Mode
