def load():
    import app as a

    return a.core.manager.OldManager, a.core.manager.KEPT
