from app.core.unified import Manager
f(OldManager=Manager, **{"OldManager": 1})
