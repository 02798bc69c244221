from app.core.manager import OldManager

def use(manager: "list[" "OldManager" "]"):
    pass
