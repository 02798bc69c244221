from app.core.types import Mode

KEPT = 2


def create_manager():
    return Mode


class Factory:
    pass


print(KEPT, create_manager(), Factory)
