import importlib

PATH: str = "app.events"
SHOWN = "app.events"
events = importlib.import_module(PATH)
importlib.import_module(SHOWN)
print(SHOWN)
