from app.core.manager import *


def take(one):
    # type: (OldManager) -> None
    print(one)
