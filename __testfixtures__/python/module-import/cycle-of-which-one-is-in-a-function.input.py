import app.cycle.gone as outer


def helper():
    import app.cycle.gone as inner

    return inner.High, outer.High
