import importlib
from importlib import import_module as load
from importlib.util import find_spec

# import_module(".events", "app") in a comment is text
near = importlib.import_module(".events", package="app")
queue = load(".events.queue", __package__)
up = load("..events", "app.services")
spec = find_spec(name=".events", package=__spec__.parent)
other = importlib.import_module(".constants", "app")
text = 'import_module(".events", "app")'
