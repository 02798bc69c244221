import app.core.manager as m
import app.core.unified as unified

vars(m)
m.__dict__["OldManager"]
register(m)
m.Manager = 1
unified.Manager
m.Factory
