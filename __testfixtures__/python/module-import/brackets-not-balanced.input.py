import app.core.manager as m

m.OldManager
def broken(:
    pass
