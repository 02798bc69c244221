from app.core import manager

made = manager.OldManager()


def use(other: "list[\"manager.OldManager\"]"):
    pass
