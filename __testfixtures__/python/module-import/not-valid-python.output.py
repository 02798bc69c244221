import app.core.unified as m

m.Manager
if m.Manager x:
    pass
