BACKENDS = [u"app.core.types.Mode", r'app.core.types.Mode', """app.core.types:Mode"""]
PLAIN = f"app.core.types.Mode"
