BACKENDS = [u"app.core.manager.Mode", r'app.core.manager.Mode', """app.core.manager:Mode"""]
PLAIN = f"app.core.manager.Mode"
