import app.core.manager as m

m.__name__
m is None
getattr(m, "KEPT", None)
