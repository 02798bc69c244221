from app.core.manager import OldManager
f(OldManager=OldManager, **{"OldManager": 1})
