import app.core.manager as m

m.OldManager
if m.OldManager x:
    pass
