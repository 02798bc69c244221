registry.app.core.manager.Manager()
