import app.core.manager as m

m.OldManager
x = = 1
