from app.core import manager as m

getattr(m, "OldManager")
m.Manager
