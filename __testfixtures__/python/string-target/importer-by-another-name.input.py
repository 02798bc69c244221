from importlib import import_module as load
from somewhere import load_all as fetch

load("app.events")
fetch("app.events")
