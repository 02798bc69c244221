import app.core.unified as m

m.Manager
def broken(:
    pass
