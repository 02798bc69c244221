def helper():
    from app.cycle import high as gone

    return gone.High
