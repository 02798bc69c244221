import app.core

registry.core = app.core
items = [app.core]
core = wrap(app.core)
core, other = app.core, 1
core.manager.OldManager()
