print 1; import app.core.manager as m
m.OldManager()
print 1; import app.core.manager
app.core.manager.OldManager
