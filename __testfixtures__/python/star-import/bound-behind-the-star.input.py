from app.core.manager import *

KEPT = 2


def create_manager():
    return Mode


class Factory:
    pass


print(KEPT, create_manager(), Factory)
