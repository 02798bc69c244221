import app
from app.legacy import Manager, KEPT


def use():
    return Manager, app.legacy.KEPT
