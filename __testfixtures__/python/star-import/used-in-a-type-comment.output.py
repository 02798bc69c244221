from app.core.unified import Manager as OldManager


def take(one):
    # type: (OldManager) -> None
    print(one)
