from app.core.unified import Manager as OldManager


def use() -> "OldManager":
    return OldManager()
