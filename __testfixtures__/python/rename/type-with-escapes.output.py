from app.core.unified import Manager as OldManager

def use(manager: "list[\"OldManager\"]"):
    pass
