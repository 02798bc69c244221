import app.core.unified as manager


def use(values):
    manager = values[0]
    return manager.OldManager


def call(manager):
    return manager.Manager


found = manager.Manager
