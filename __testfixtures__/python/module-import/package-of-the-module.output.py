import app.core
import app.core.unified
import json


def make():
    return app.core.unified.Manager(app.core.types.Connection)
