def helper():
    from app.cycle import gone

    return gone.High
