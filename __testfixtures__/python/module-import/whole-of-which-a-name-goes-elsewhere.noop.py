from importlib import import_module

from app import events

print(getattr(events, "Mode"))
print(events)
print(import_module("app.events").Mode)
