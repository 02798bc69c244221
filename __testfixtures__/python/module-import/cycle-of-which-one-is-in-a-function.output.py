import app.cycle.gone as outer


def helper():
    import app.cycle.high as inner

    return inner.High, outer.High
