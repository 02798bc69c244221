import app.core.manager as first
import app.core.unified as unified


def use():
    import app.core.unified as second

    return second.Manager(), unified.Manager


kept = first.KEPT
