def late():
    from app.cycle.gone import High
