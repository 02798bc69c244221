__import__("app.events").events.publish
app = __import__("app.events")
__import__("app.core.events")
__import__("app.core.events"); x = 1
__import__("app.core.events", fromlist=["publish"]).publish
from importlib import import_module
import_module("app.core.events").publish
import_module("top").Top
__import__("top").Top
print("before")
