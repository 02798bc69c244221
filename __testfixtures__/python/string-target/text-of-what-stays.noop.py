KEPT = "app.core.manager.KEPT"
NAMES = ["app.core.manager.ALSO_KEPT", 'app.core.manager.KEPT.name']
