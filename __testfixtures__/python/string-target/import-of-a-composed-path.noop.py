import importlib


def load(name):
    return importlib.import_module(f"app.core.manager.{name}")


def other(name):
    return importlib.import_module("app.core.manager." + name)
