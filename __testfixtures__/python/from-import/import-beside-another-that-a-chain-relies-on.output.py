import app
from app.core.unified import Manager
from app.legacy import KEPT


def use():
    return Manager, app.legacy.KEPT
