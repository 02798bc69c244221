def late():
    from app.cycle.high import High
