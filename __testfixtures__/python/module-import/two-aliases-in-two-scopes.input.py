import app.core.manager as first


def use():
    import app.core.manager as second

    return second.OldManager(), first.Manager


kept = first.KEPT
