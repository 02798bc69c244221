import importlib


def load(package):
    __import__("events", globals(), locals(), ["Event"], 1)
    return importlib.import_module(".events", package), importlib.import_module(".core.manager", "app")
