def load():
    import app as a
    import app.core.unified as unified

    return unified.Manager, a.core.manager.KEPT
