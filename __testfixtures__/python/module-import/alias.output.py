import app.core.unified as m

first = m.Manager()
second: m.Manager = m.Manager.send
