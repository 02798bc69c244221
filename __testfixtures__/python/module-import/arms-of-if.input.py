if flag:
    import app.core.manager as m
else:
    import app.core.unified as m

m.Manager()
