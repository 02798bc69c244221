from app.core.manager import OldManager

def use():
    Row.update_forward_refs(OldManager=OldManager)
