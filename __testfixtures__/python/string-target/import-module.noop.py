import importlib

manager = importlib.import_module("app.core.manager")
again = __import__("app.core.manager", fromlist=["Mode"])
