import app.core.unified as m

found = m.Manager
del m
