BACKEND = "app.core.manager.Mode"
BACKENDS = ["app.core.manager.Mode", ("app.core.manager:Mode", 1)]
OPTIONS = {"backend": "app.core.manager.Mode", "app.core.manager.Mode": 1}
configure(backend="app.core.manager.Mode.UNIFIED")
