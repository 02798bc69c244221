def run():
    """Raises app.core.manager.Failure, or app.core.manager.KEPT."""
