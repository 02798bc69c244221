import app.core.manager as m

vars(m)
m.__dict__["OldManager"]
register(m)
m.Manager = 1
m.Manager
m.Factory
