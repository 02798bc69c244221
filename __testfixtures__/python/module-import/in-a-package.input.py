import app.core.manager as m

m.OldManager
