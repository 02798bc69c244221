import app.core.manager as m

first = m.OldManager()
second: m.Manager = m.Manager.send
