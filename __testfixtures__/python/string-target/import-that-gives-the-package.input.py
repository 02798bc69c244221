__import__("app.events").events.publish
app = __import__("app.events")
__import__("app.events")
__import__("app.events"); x = 1
__import__("app.events", fromlist=["publish"]).publish
from importlib import import_module
import_module("app.events").publish
import_module("before").Top
__import__("before").Top
print("before")
