import importlib
from importlib import import_module as load
from importlib.util import find_spec

# import_module(".events", "app") in a comment is text
near = importlib.import_module(".core.events", package="app")
queue = load(".core.events.queue", __package__)
up = load("app.core.events", "app.services")
spec = find_spec(name=".core.events", package=__spec__.parent)
other = importlib.import_module(".constants", "app")
text = 'import_module(".events", "app")'
