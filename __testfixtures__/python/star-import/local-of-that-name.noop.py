from app.core.manager import *


def use(Manager):
    return Manager()
