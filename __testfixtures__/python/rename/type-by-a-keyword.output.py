from app.core.unified import Manager as OldManager

def use():
    Row.update_forward_refs(OldManager=OldManager)
