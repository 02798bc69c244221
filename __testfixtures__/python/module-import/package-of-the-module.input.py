import app.core
import json


def make():
    return app.core.manager.OldManager(app.core.types.Connection)
