if flag:
    import app.core.unified as m
else:
    import app.core.unified as m

m.Manager()
