import app.core.manager as m

found = m.OldManager
del m
