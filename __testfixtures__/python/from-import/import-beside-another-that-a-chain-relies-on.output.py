import app
from app.legacy import KEPT
from app.core.unified import Manager


def use():
    return Manager, app.legacy.KEPT
